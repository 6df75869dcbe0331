locals {
  settings = {
    orders = {
      enabled_cloudwatch_logs_exports = ["audit"]
    }
  }
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier              = "orders"
  engine                          = "docdb"
  enabled_cloudwatch_logs_exports = local.settings.orders.enabled_cloudwatch_logs_exports
}
