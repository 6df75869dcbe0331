resource "aws_fsx_windows_file_system" "orders" {
  storage_capacity                = 1024
  subnet_ids                      = ["subnet-0a1b"]
  throughput_capacity             = 128
  automatic_backup_retention_days = 7
}
