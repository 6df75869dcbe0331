variable "capacity_provider" {
  type    = string
  default = "FARGATE"
}

variable "keep_tasks" {
  type    = bool
  default = false
}

variable "internal" {
  type = bool
}

variable "budget" {
  type = number
}

variable "errors" {
  type    = number
  default = 20
}

locals {
  tasks    = 3
  gateways = ["10.1.4.0/24", "10.1.5.0/24"]
}
