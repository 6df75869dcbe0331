resource "aws_db_instance" "orders" {
  engine = "postgres"

  # tiebeam-ignore retention-mismatch: the export keeps the other week
  backup_retention_period = 7
}
