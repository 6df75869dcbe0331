variable "backup_retention_period" {
  type = number
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "neptune"
  backup_retention_period = var.backup_retention_period
}
