variable "storage_encrypted" {
  type = bool
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "neptune"
  storage_encrypted  = var.storage_encrypted
}
