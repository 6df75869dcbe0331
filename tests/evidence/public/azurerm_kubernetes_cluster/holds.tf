module "orders" {
  source = "./module"

  private_cluster_enabled = true
}
