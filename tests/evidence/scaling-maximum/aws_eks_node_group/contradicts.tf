variable "max_size" {
  type    = number
  default = 2
}

resource "aws_eks_node_group" "orders" {
  cluster_name    = "orders"
  node_group_name = "workers"

  scaling_config {
    min_size = 2
    max_size = var.max_size
  }
}
