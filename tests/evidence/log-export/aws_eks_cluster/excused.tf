module "orders" {
  source = "./module"

  enabled_cluster_log_types = []
}
