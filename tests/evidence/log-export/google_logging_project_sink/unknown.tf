variable "destination" {
  type = string
}

module "orders" {
  source = "./module"

  destination = var.destination
}
