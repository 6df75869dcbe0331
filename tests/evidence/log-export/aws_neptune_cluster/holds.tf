variable "enable_cloudwatch_logs_exports" {
  type = list(string)
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier             = "orders"
  engine                         = "neptune"
  enable_cloudwatch_logs_exports = var.enable_cloudwatch_logs_exports
}
