resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  enabled_cloudwatch_logs_exports = var.logs
}

variable "logs" {}
