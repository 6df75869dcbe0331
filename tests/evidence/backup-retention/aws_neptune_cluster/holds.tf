locals {
  settings = {
    orders = {
      backup_retention_period = 14
    }
  }
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "neptune"
  backup_retention_period = local.settings.orders.backup_retention_period
}
