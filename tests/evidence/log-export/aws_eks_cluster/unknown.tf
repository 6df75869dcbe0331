variable "enabled_cluster_log_types" {
  type = list(string)
}

module "orders" {
  source = "./module"

  enabled_cluster_log_types = var.enabled_cluster_log_types
}
