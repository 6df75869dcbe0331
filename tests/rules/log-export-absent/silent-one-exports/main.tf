resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_db_instance" "reports" {
  engine = "postgres"
}
