resource "aws_eks_cluster" "platform" {
  name     = "platform"
  role_arn = var.cluster_role_arn
  version  = "1.33"

  enabled_cluster_log_types = ["api", "audit", "authenticator"]

  vpc_config {
    subnet_ids              = var.private_subnet_ids
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  depends_on = [aws_cloudwatch_log_group.control_plane]
}

resource "aws_cloudwatch_log_group" "control_plane" {
  name              = "/aws/eks/platform/cluster"
  retention_in_days = 60
}

resource "aws_eks_node_group" "general" {
  cluster_name    = aws_eks_cluster.platform.name
  node_group_name = "general"
  node_role_arn   = var.node_role_arn
  subnet_ids      = var.private_subnet_ids
  ami_type        = "BOTTLEROCKET_ARM_64"
  instance_types  = ["m7g.2xlarge"]
  capacity_type   = "ON_DEMAND"

  scaling_config {
    min_size     = 3
    max_size     = 30
    desired_size = 9
  }

  update_config {
    max_unavailable = 1
  }

  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }
}
