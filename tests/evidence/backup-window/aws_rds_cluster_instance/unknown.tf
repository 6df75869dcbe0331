variable "preferred_backup_window" {
  type = string
}

resource "aws_rds_cluster_instance" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  instance_class          = "db.r6g.large"
  preferred_backup_window = var.preferred_backup_window
}
