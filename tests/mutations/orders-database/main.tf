resource "aws_db_instance" "orders" {
  identifier             = "orders"
  engine                 = "postgres"
  engine_version         = "16.4"
  instance_class         = "db.r7g.large"
  allocated_storage      = 200
  multi_az               = var.multi_az
  publicly_accessible    = false
  storage_encrypted      = local.encrypted
  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.orders.id]

  backup_retention_period = var.backup_days
  backup_window           = "01:00-02:00"
  maintenance_window      = local.maintenance_window

  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "orders" {
  name   = "orders-database"
  vpc_id = var.vpc_id

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.20.0.0/20"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/rds/instance/orders/postgresql"
  retention_in_days = var.log_days
}

resource "aws_budgets_budget" "orders" {
  name         = "orders-database"
  budget_type  = "COST"
  limit_amount = "1200"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

module "cpu" {
  source = "./alarm"

  namespace  = "AWS/RDS"
  metric     = "CPUUtilization"
  threshold  = 80
  dimensions = local.dimensions
}

module "connections" {
  source = "./alarm"

  namespace  = "AWS/RDS"
  metric     = "DatabaseConnections"
  threshold  = 400
  dimensions = local.dimensions
}

module "free_storage" {
  source = "./alarm"

  namespace  = "AWS/RDS"
  metric     = "FreeStorageSpace"
  comparison = "LessThanThreshold"
  threshold  = 20000000000
  dimensions = local.dimensions
}
