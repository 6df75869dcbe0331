module "orders" {
  source = "./module"

  max_size = 2
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"
}
