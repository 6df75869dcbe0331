variable "enabled_cluster_log_types" {
  type = list(string)
}

resource "aws_eks_cluster" "orders" {
  name                      = "orders"
  role_arn                  = "arn:aws:iam::123456789012:role/eks"
  enabled_cluster_log_types = var.enabled_cluster_log_types

  vpc_config {
    subnet_ids = ["subnet-0a1b", "subnet-2c3d"]
  }
}
