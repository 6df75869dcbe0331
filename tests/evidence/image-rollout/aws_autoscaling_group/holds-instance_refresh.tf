resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  min_size = 2
  max_size = 6

  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 90
    }
  }
}
