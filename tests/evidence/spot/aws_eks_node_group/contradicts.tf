resource "aws_eks_node_group" "orders" {
  cluster_name    = "orders"
  node_group_name = "workers"
  capacity_type   = "SPOT"
}
