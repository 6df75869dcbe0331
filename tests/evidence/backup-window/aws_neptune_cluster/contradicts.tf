resource "aws_neptune_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "neptune"
  preferred_backup_window = "14:00-15:00"
}
