variable "backup_retention_period" {
  type = number
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "docdb"
  backup_retention_period = var.backup_retention_period
}
