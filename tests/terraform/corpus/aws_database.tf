# The orders database.
resource "aws_db_instance" "orders" {
  identifier              = "orders-${var.environment}"
  engine                  = "postgres"
  engine_version          = "16.3"
  instance_class          = var.instance_class
  allocated_storage       = 100
  backup_retention_period = 7 # days
  backup_window           = "02:00-03:00"
  maintenance_window      = "sun:04:00-sun:05:00"
  multi_az                = true
  storage_encrypted       = true
  deletion_protection     = var.environment == "production"
  kms_key_id              = null

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [engine_version, tags["Owner"]]
  }

  timeouts { create = "60m" }

  tags = {
    Name        = "orders"
    Environment = var.environment
    "cost:team" : "shop"
  }
}
