variable "automated_snapshot_retention_period" {
  type = number
}

module "orders" {
  source = "./module"

  automated_snapshot_retention_period = var.automated_snapshot_retention_period
}
