variable "enabled_cloudwatch_logs_exports" {
  type = list(string)
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier              = "orders"
  engine                          = "docdb"
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
}
