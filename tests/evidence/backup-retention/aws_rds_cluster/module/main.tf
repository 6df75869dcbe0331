variable "backup_retention_period" {
  type = number
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  backup_retention_period = var.backup_retention_period
}
