module "orders" {
  source = "./module"

  min_node_count = 6
}
