variable "min_size" {
  type = number
}

resource "aws_eks_node_group" "orders" {
  cluster_name    = "orders"
  node_group_name = "workers"

  scaling_config {
    max_size = 6
    min_size = var.min_size
  }
}
