locals {
  settings = {
    orders = {
      preferred_backup_window = "14:00-15:00"
    }
  }
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  preferred_backup_window = local.settings.orders.preferred_backup_window
}
