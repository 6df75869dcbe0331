locals {
  settings = {
    orders = {
      preferred_backup_window = "14:00-15:00"
    }
  }
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "docdb"
  preferred_backup_window = local.settings.orders.preferred_backup_window
}
