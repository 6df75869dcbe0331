resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}

resource "aws_db_instance" "orders" {
  engine                = "postgres"
  max_allocated_storage = 100
}
