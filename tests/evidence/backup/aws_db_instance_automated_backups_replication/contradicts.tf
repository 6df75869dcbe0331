resource "aws_db_instance_automated_backups_replication" "orders" {
  kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/orders"
}
