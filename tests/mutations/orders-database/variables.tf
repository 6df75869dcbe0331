variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "multi_az" {
  type    = bool
  default = false
}

variable "backup_days" {
  type    = number
  default = 14
}

variable "log_days" {
  type = number
}

locals {
  encrypted          = true
  maintenance_window = "sun:03:00-sun:04:00"

  dimensions = {
    DBInstanceIdentifier = "orders"
  }
}
