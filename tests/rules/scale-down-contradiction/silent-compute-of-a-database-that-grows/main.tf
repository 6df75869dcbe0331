resource "aws_db_instance" "orders" {
  engine                = "postgres"
  allocated_storage     = 20
  max_allocated_storage = 100
}
