locals {
  settings = {
    orders = {
      preferred_maintenance_window = "wed:03:00-wed:04:00"
    }
  }
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "aurora-postgresql"
  preferred_maintenance_window = local.settings.orders.preferred_maintenance_window
}
