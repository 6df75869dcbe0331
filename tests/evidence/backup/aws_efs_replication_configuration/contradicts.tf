resource "aws_efs_replication_configuration" "orders" {
  source_file_system_id = "fs-0a1b2c3d"
}
