resource "aws_eks_cluster" "workers" {
  name                      = "workers"
  role_arn                  = "arn:aws:iam::123456789012:role/workers"
  enabled_cluster_log_types = ["api", "audit"]

  vpc_config {
    subnet_ids              = ["subnet-0a1b", "subnet-2c3d"]
    endpoint_private_access = true
    endpoint_public_access  = var.public_endpoint
  }
}

resource "aws_eks_node_group" "reports" {
  cluster_name    = aws_eks_cluster.workers.name
  node_group_name = "reports"
  node_role_arn   = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids      = ["subnet-0a1b", "subnet-2c3d"]
  capacity_type   = local.capacity

  scaling_config {
    desired_size = 3
    min_size     = 2
    max_size     = 6
  }
}

module "renderers" {
  source = "./group"

  name            = "renderers"
  on_demand       = 100
  lifetime        = 604800
  metric          = "ASGAverageCPUUtilization"
  keep_on_scaling = false
}

resource "aws_security_group" "workers" {
  name = "workers"

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = var.offices
  }
}

resource "aws_efs_file_system" "reports" {
  creation_token = "reports"
  encrypted      = true
}

resource "aws_efs_backup_policy" "reports" {
  file_system_id = aws_efs_file_system.reports.id

  backup_policy {
    status = var.backup
  }
}

resource "aws_cloudwatch_log_group" "workers" {
  name              = "/aws/eks/workers/cluster"
  retention_in_days = local.log_days
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "workers-cpu"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.cpu
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
}

resource "aws_budgets_budget" "workers" {
  name         = "workers"
  budget_type  = "COST"
  limit_amount = 3000
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
