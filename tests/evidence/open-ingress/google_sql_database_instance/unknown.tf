variable "network" {
  type = string
}

module "orders" {
  source = "./module"

  network = var.network
}
