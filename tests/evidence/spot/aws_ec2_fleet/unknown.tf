variable "default_target_capacity_type" {
  type = string
}

resource "aws_ec2_fleet" "orders" {
  launch_template_config {
    launch_template_specification {
      version = "$Latest"
    }
  }

  target_capacity_specification {
    total_target_capacity        = 4
    default_target_capacity_type = var.default_target_capacity_type
  }
}
