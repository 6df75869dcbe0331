resource "aws_eks_node_group" "orders" {
  cluster_name    = "orders"
  node_group_name = "workers"

  scaling_config {
    desired_size = 3
    min_size     = 2
    max_size     = 6
  }
}
