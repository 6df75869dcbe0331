resource "aws_eks_node_group" "workers" {
  node_group_name = "workers"
  capacity_type   = var.capacity
}

variable "capacity" {
  default = "SPOT"
}

resource "aws_eks_node_group" "base" {
  node_group_name = "base"
}
