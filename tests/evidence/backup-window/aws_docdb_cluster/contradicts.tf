variable "preferred_backup_window" {
  type    = string
  default = "14:00-15:00"
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "docdb"
  preferred_backup_window = var.preferred_backup_window
}
