variable "is_enabled" {
  type = bool
}

resource "aws_config_configuration_recorder_status" "orders" {
  name       = "orders"
  is_enabled = var.is_enabled
}
