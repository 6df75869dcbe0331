resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  backup_retention_period = local.settings.backup["retention"]
}

locals {
  settings = {
    backup = {
      retention = 0
      window    = var.window
    }
  }
}
