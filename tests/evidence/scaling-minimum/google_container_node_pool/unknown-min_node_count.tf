variable "min_node_count" {
  type = number
}

module "orders" {
  source = "./module"

  min_node_count = var.min_node_count
}
