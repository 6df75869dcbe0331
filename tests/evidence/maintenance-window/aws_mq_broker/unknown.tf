variable "day_of_week" {
  type = string
}

resource "aws_mq_broker" "orders" {
  broker_name        = "orders"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"

  maintenance_window_start_time {
    time_of_day = "03:00"
    time_zone   = "UTC"
    day_of_week = var.day_of_week
  }
}
