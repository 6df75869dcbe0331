locals {
  database = {
    window   = "sun:03:00-sun:06:00"
    password = var.password
  }
}

variable "password" {}
