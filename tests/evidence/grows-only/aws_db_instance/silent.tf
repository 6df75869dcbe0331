locals {
  settings = {
    orders = {
      max_allocated_storage = 0
    }
  }
}

resource "aws_db_instance" "orders" {
  identifier            = "orders"
  engine                = "postgres"
  instance_class        = "db.r6g.large"
  max_allocated_storage = local.settings.orders.max_allocated_storage
}
