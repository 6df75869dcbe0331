variable "private_cluster_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  private_cluster_enabled = var.private_cluster_enabled
}
