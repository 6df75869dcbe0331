variable "preferred_backup_window" {
  type = string
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  preferred_backup_window = var.preferred_backup_window
}
