variable "backup_retention_period" {
  type    = number
  default = 14
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  backup_retention_period = var.backup_retention_period
}
