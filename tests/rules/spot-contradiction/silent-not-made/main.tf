resource "aws_eks_node_group" "workers" {
  node_group_name = "workers"
  count         = 0
  capacity_type = "SPOT"
}
