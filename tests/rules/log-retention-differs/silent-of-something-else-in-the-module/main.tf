resource "aws_db_instance" "orders" {
  engine = "postgres"
}

resource "aws_lb" "web" {}

resource "aws_cloudwatch_log_group" "web" {
  name              = "/web"
  retention_in_days = 3
}
