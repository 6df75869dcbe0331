variable "capacity" {}

resource "aws_eks_node_group" "this" {
  capacity_type = var.capacity
}
