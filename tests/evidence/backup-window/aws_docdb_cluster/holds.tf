variable "preferred_backup_window" {
  type    = string
  default = "02:00-03:00"
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "docdb"
  preferred_backup_window = var.preferred_backup_window
}
