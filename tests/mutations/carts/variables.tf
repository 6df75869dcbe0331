variable "recovery" {
  type    = bool
  default = true
}

variable "rto" {
  type    = string
  default = "1h0m0s"
}

variable "trail" {
  type = bool
}

variable "budget" {
  type = number
}

locals {
  recovery_days = 35
  rpo           = "5m0s"
  errors        = 5
}
