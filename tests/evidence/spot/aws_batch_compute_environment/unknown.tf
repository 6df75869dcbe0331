variable "compute_resources_type" {
  type = string
}

module "orders" {
  source = "./module"

  compute_resources_type = var.compute_resources_type
}
