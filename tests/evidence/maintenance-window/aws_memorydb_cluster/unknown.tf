variable "maintenance_window" {
  type = string
}

module "orders" {
  source = "./module"

  maintenance_window = var.maintenance_window
}
