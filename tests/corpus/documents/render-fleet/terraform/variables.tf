variable "image_name" {
  description = "Name pattern of the image."
  type        = string
  default     = "render-worker-*"
}

variable "instance_profile_name" {
  description = "Instance profile of the workers."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the workers."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets in three zones."
  type        = list(string)
}

variable "queue_url" {
  description = "Queue of jobs."
  type        = string
}

variable "alarm_topic_arn" {
  description = "SNS topic of the alarms."
  type        = string
}
