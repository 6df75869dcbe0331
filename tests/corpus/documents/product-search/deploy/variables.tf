variable "vpc_id" {
  description = "VPC of the domain."
  type        = string
}

variable "private_subnet_ids" {
  description = "One private subnet in each of three zones."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "Security group shared by the search service and the indexer."
  type        = string
}

variable "warning_topic_arn" {
  description = "SNS topic for warnings."
  type        = string
}

variable "page_topic_arn" {
  description = "SNS topic that pages."
  type        = string
}
