variable "enabled_cloudwatch_logs_exports" {
  type = list(string)
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier              = "orders"
  engine                          = "aurora-postgresql"
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
}
