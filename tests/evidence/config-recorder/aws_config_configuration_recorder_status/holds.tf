resource "aws_config_configuration_recorder_status" "orders" {
  name       = "orders"
  is_enabled = true
}
