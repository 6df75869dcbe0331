resource "aws_launch_template" "web" {
  count = var.web ? 1 : 0
  name = "web"
}

variable "web" {}
