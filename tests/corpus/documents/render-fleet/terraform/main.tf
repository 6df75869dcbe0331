data "aws_ami" "worker" {
  most_recent = true
  owners      = ["self"]

  filter {
    name   = "name"
    values = [var.image_name]
  }
}

resource "aws_launch_template" "render" {
  name                   = "render-worker"
  image_id               = data.aws_ami.worker.id
  instance_type          = "c7g.2xlarge"
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.render.id]
  user_data              = base64encode("RENDER_QUEUE=${var.queue_url}")

  iam_instance_profile {
    name = var.instance_profile_name
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 100
      volume_type = "gp3"
      encrypted   = true
    }
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_security_group" "render" {
  name        = "render-worker"
  description = "Render workers, outbound only"
  vpc_id      = var.vpc_id

  egress {
    description = "HTTPS to AWS services"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_autoscaling_group" "render" {
  name                = "render"
  min_size            = 2
  max_size            = 40
  vpc_zone_identifier = var.private_subnet_ids
  health_check_type   = "EC2"

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 2
      on_demand_percentage_above_base_capacity = 0
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.render.id
        version            = aws_launch_template.render.latest_version
      }
    }
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 90
      auto_rollback          = true
    }
  }

  initial_lifecycle_hook {
    name                 = "finish-job"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 1800
  }
}

resource "aws_autoscaling_policy" "cpu" {
  name                      = "render-cpu"
  autoscaling_group_name    = aws_autoscaling_group.render.name
  policy_type               = "TargetTrackingScaling"
  estimated_instance_warmup = 180

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/render/worker"
  retention_in_days = 14
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "render-cpu"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  dimensions          = { AutoScalingGroupName = aws_autoscaling_group.render.name }
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 95
  period              = 300
  evaluation_periods  = 6
  alarm_actions       = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "disk" {
  alarm_name          = "render-disk"
  namespace           = "CWAgent"
  metric_name         = "disk_used_percent"
  dimensions          = { AutoScalingGroupName = aws_autoscaling_group.render.name }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  period              = 300
  evaluation_periods  = 2
  alarm_actions       = [var.alarm_topic_arn]
}

output "group_name" {
  description = "Name of the Auto Scaling group."
  value       = aws_autoscaling_group.render.name
}
