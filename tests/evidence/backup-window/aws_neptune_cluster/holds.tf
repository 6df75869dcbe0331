resource "aws_neptune_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "neptune"
  preferred_backup_window = "02:00-03:00"
}
