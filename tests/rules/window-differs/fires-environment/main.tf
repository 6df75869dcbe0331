resource "aws_db_instance" "production" {
  engine             = "postgres"
  maintenance_window = "sun:03:00-sun:04:00"
}

resource "aws_db_instance" "staging" {
  engine             = "postgres"
  maintenance_window = "sun:03:00-sun:04:00"
}
