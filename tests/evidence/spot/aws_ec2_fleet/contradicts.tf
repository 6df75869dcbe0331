locals {
  settings = {
    orders = {
      default_target_capacity_type = "spot"
    }
  }
}

resource "aws_ec2_fleet" "orders" {
  launch_template_config {
    launch_template_specification {
      version = "$Latest"
    }
  }

  target_capacity_specification {
    total_target_capacity        = 4
    default_target_capacity_type = local.settings.orders.default_target_capacity_type
  }
}
