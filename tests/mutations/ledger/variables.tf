variable "availability" {
  type    = string
  default = "REGIONAL"
}

variable "backups" {
  type = number
}

locals {
  to_a_point_in_time = true
  accounting         = ["10.9.0.0/24"]
}
