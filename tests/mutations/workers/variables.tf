variable "public_endpoint" {
  type    = bool
  default = false
}

variable "offices" {
  type = list(string)
}

variable "backup" {
  type    = string
  default = "ENABLED"
}

variable "cpu" {
  type = number
}

locals {
  capacity = "ON_DEMAND"
  log_days = 180
}
