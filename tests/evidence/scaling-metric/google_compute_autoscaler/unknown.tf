variable "name" {
  type = string
}

module "orders" {
  source = "./module"

  name = var.name
}
