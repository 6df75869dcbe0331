variable "node_type" {
  description = "ElastiCache node type of the primary and the replica."
  type        = string
  default     = "cache.r7g.large"
}

variable "vpc_id" {
  description = "VPC in which the cache lives."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets, at least two availability zones."
  type        = list(string)
}

variable "storefront_security_group_id" {
  description = "Security group of the storefront pods, the only client."
  type        = string
}

variable "kms_key_arn" {
  description = "KMS key that encrypts the cache and its snapshots."
  type        = string
}

variable "auth_token" {
  description = "AUTH token of the cache, read from Secrets Manager by the pipeline."
  type        = string
  sensitive   = true
}

variable "oncall_topic_arn" {
  description = "SNS topic that pages the engineer on call."
  type        = string
}

variable "team_topic_arn" {
  description = "SNS topic that posts to the team's channel."
  type        = string
}
