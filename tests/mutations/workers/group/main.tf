variable "name" {
  type = string
}

variable "on_demand" {
  type = number
}

variable "lifetime" {
  type = number
}

variable "metric" {
  type = string
}

variable "keep_on_scaling" {
  type = bool
}

resource "aws_launch_template" "this" {
  name_prefix   = var.name
  image_id      = "ami-0a1b2c3d"
  instance_type = "m7g.large"
}

resource "aws_autoscaling_group" "this" {
  name                  = var.name
  min_size              = 2
  max_size              = 10
  max_instance_lifetime = var.lifetime

  mixed_instances_policy {
    instances_distribution {
      on_demand_percentage_above_base_capacity = var.on_demand
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.this.id
      }
    }
  }

  instance_refresh {
    strategy = "Rolling"
  }
}

resource "aws_autoscaling_policy" "this" {
  name                   = var.name
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = aws_autoscaling_group.this.name

  target_tracking_configuration {
    target_value     = 70
    disable_scale_in = var.keep_on_scaling

    predefined_metric_specification {
      predefined_metric_type = var.metric
    }
  }
}
