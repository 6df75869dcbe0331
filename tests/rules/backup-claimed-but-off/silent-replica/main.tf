resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  replicate_source_db = "arn:aws:rds:eu-west-1:123456789012:db:orders"
}
