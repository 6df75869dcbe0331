variable "snapshot_retention_limit" {
  type = number
}

module "orders" {
  source = "./module"

  snapshot_retention_limit = var.snapshot_retention_limit
}
