variable "preferred_backup_window" {
  type    = string
  default = "02:00-03:00"
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  preferred_backup_window = var.preferred_backup_window
}
