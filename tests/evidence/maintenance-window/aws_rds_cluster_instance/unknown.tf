variable "preferred_maintenance_window" {
  type = string
}

module "orders" {
  source = "./module"

  preferred_maintenance_window = var.preferred_maintenance_window
}
