locals {
  settings = {
    orders = {
      backup_retention_period = 3
    }
  }
}

resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.r6g.large"
  backup_retention_period = local.settings.orders.backup_retention_period
}
