variable "retention_in_days" {
  type = number
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/orders/database"
  retention_in_days = var.retention_in_days
}
