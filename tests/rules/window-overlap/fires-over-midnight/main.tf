resource "aws_rds_cluster" "orders" {
  engine                       = "aurora-postgresql"
  preferred_backup_window      = var.backup_window
  preferred_maintenance_window = "sun:23:30-mon:00:30"
}
