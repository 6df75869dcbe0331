variable "backup_retention_days" {
  description = "Days that automated backups are kept."
  type        = number
  default     = 7
}

variable "kms_key_arn" {
  description = "KMS key of the storage."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the database."
  type        = string
}

variable "subnet_group_name" {
  description = "DB subnet group with private subnets in three zones."
  type        = string
}

variable "order_service_security_group_id" {
  description = "Security group of the order service."
  type        = string
}

variable "warning_topic_arn" {
  description = "SNS topic for warnings."
  type        = string
}

variable "critical_topic_arn" {
  description = "SNS topic that pages."
  type        = string
}
