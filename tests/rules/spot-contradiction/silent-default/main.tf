resource "aws_eks_node_group" "workers" {
  node_group_name = "workers"
}
