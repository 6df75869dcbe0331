variable "max_size" {
  type = number
}

module "orders" {
  source = "./module"

  max_size = var.max_size
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"
}
