resource "aws_db_instance" "replica" {
  count              = var.replicas
  engine             = "postgres"
  maintenance_window = "fri:04:00-fri:04:30"
}

variable "replicas" {}
