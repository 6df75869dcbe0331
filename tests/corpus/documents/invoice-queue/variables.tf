variable "billing_role_arn" {
  description = "Role that sends invoices."
  type        = string
}

variable "renderer_role_arn" {
  description = "Role that receives invoices."
  type        = string
}

variable "alarm_topic_arn" {
  description = "SNS topic of the alarms."
  type        = string
}
