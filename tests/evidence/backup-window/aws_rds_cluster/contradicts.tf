variable "preferred_backup_window" {
  type    = string
  default = "14:00-15:00"
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  preferred_backup_window = var.preferred_backup_window
}
