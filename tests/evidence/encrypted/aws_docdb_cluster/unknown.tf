variable "storage_encrypted" {
  type = bool
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "docdb"
  storage_encrypted  = var.storage_encrypted
}
