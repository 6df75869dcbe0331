variable "retention_period" {
  type = number
}

resource "aws_db_instance_automated_backups_replication" "orders" {
  kms_key_id             = "arn:aws:kms:eu-west-1:123456789012:key/orders"
  source_db_instance_arn = "arn:aws:rds:eu-central-1:123456789012:db:orders"
  retention_period       = var.retention_period
}
