variable "stream_mode" {
  type = string
}

resource "aws_kinesis_stream" "orders" {
  name = "orders"

  stream_mode_details {
    stream_mode = var.stream_mode
  }
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
