resource "aws_eks_cluster" "main" {
  name = "main"
}

resource "aws_eks_node_group" "main" {
  scaling_config {
    min_size     = 2
    max_size     = 2
    desired_size = 2
  }
}
