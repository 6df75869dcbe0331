variable "preferred_backup_window" {
  type = string
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "neptune"
  preferred_backup_window = var.preferred_backup_window
}
