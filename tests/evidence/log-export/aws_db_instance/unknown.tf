variable "enabled_cloudwatch_logs_exports" {
  type = list(string)
}

resource "aws_db_instance" "orders" {
  identifier                      = "orders"
  engine                          = "postgres"
  instance_class                  = "db.r6g.large"
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
}
