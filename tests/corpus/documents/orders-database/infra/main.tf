locals {
  storage = { initial = 200, ceiling = 1000 }
}

resource "aws_db_instance" "orders" {
  identifier     = "orders"
  engine         = "postgres"
  engine_version = "17.4"
  instance_class = "db.r7g.xlarge"
  db_name        = "orders"
  username       = "orders_admin"

  manage_master_user_password = true
  parameter_group_name        = aws_db_parameter_group.orders.name

  multi_az              = true
  allocated_storage     = local.storage.initial
  max_allocated_storage = local.storage.ceiling
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = var.kms_key_arn

  backup_retention_period = var.backup_retention_days
  backup_window           = "01:00-02:00"
  maintenance_window      = "tue:03:00-tue:04:00"
  deletion_protection     = true

  publicly_accessible    = false
  db_subnet_group_name   = var.subnet_group_name
  vpc_security_group_ids = [aws_security_group.orders.id]

  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders-postgres17"
  family = "postgres17"

  parameter {
    name         = "max_connections"
    value        = "1000"
    apply_method = "pending-reboot"
  }

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_security_group" "orders" {
  name        = "orders-database"
  description = "Order service to orders database"
  vpc_id      = var.vpc_id

  ingress {
    description     = "PostgreSQL from the order service"
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [var.order_service_security_group_id]
  }
}

resource "aws_cloudwatch_log_group" "postgresql" {
  name              = "/aws/rds/instance/orders/postgresql"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "upgrade" {
  name              = "/aws/rds/instance/orders/upgrade"
  retention_in_days = 90
}
