variable "snapshot_window" {
  type = string
}

module "orders" {
  source = "./module"

  snapshot_window = var.snapshot_window
}
