variable "min_size" {
  type = number
}

module "orders" {
  source = "./module"

  min_size = var.min_size
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"
}
