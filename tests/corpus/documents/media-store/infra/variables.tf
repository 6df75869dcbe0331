variable "environment" {
  description = "Name of the environment, part of the bucket names."
  type        = string
}

variable "replica_region" {
  description = "Region of the replica."
  type        = string
  default     = "eu-west-1"
}

variable "replication_role_arn" {
  description = "Role that S3 assumes to replicate."
  type        = string
}

variable "access_log_bucket" {
  description = "Bucket of the logging account that takes server access logs."
  type        = string
}
