resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
}

resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
  retention_in_days = 30
}
