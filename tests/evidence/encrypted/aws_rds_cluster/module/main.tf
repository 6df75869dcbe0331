variable "storage_encrypted" {
  type = bool
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  storage_encrypted  = var.storage_encrypted
}
