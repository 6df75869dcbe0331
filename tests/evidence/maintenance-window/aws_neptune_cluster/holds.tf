locals {
  settings = {
    orders = {
      preferred_maintenance_window = "sun:03:00-sun:04:00"
    }
  }
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "neptune"
  preferred_maintenance_window = local.settings.orders.preferred_maintenance_window
}
