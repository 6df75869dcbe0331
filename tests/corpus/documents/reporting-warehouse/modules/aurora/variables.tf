variable "name" {
  description = "Name of the cluster."
  type        = string
}

variable "instance_count" {
  description = "Number of instances; two or more give failover."
  type        = number
}

variable "instance_class" {
  description = "Class of the instances."
  type        = string
}

variable "backup_retention_days" {
  description = "Days that backups are kept."
  type        = number
}

variable "maintenance_window" {
  description = "Weekly window, UTC."
  type        = string
}

variable "subnet_group_name" {
  description = "DB subnet group."
  type        = string
}

variable "security_group_ids" {
  description = "Security groups of the cluster."
  type        = list(string)
}

variable "alarm_topic_arn" {
  description = "SNS topic of the alarms."
  type        = string
}

output "endpoint" {
  description = "Writer endpoint."
  value       = aws_rds_cluster.this.endpoint
}
