resource "aws_fsx_windows_file_system" "share" {
  deployment_type     = "MULTI_AZ_1"
  storage_type        = "SSD"
  storage_capacity    = 8192
  throughput_capacity = 256
  kms_key_id          = var.kms_key_arn
  active_directory_id = var.directory_id
  subnet_ids          = var.subnet_ids
  preferred_subnet_id = var.subnet_ids[0]
  security_group_ids  = [var.security_group_id]

  automatic_backup_retention_days   = 30
  daily_automatic_backup_start_time = "19:00"
  weekly_maintenance_start_time     = "6:05:00"

  audit_log_configuration {
    audit_log_destination             = aws_cloudwatch_log_group.audit.arn
    file_access_audit_log_level       = "SUCCESS_AND_FAILURE"
    file_share_access_audit_log_level = "FAILURE_ONLY"
  }
}

resource "aws_cloudwatch_log_group" "audit" {
  name              = "/aws/fsx/share"
  retention_in_days = 180
}

variable "kms_key_arn" {
  description = "KMS key of the file system."
  type        = string
}

variable "directory_id" {
  description = "Directory that the share joins."
  type        = string
}

variable "subnet_ids" {
  description = "Two subnets, the preferred one first."
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group of the share."
  type        = string
}
