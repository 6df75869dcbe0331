variable "preferred_backup_window" {
  type = string
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "docdb"
  preferred_backup_window = var.preferred_backup_window
}
