variable "status" {
  type = string
}

module "orders" {
  source = "./module"

  status = var.status
}
