resource "aws_docdb_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "docdb"
  backup_retention_period = 14
}
