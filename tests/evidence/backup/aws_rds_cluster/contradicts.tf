locals {
  settings = {
    orders = {
      backup_retention_period = 0
    }
  }
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  backup_retention_period = local.settings.orders.backup_retention_period
}
