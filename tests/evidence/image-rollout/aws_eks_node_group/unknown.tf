variable "scaling_config" {
  type = bool
}

resource "aws_eks_node_group" "orders" {
  cluster_name    = "orders"
  node_group_name = "workers"

  dynamic "scaling_config" {
    for_each = var.scaling_config ? [1] : []

    content {
      desired_size = 3
      min_size     = 2
      max_size     = 6
    }
  }
}
