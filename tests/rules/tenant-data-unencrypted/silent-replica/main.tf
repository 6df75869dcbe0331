resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  replicate_source_db = aws_db_instance.primary.arn
}
