variable "resources" {
  type = list(string)
}

module "orders" {
  source = "./module"

  resources = var.resources
}
