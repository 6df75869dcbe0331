resource "aws_autoscaling_group" "web" {
  min_size = 2
  max_size = 4
}

resource "aws_autoscaling_group" "worker" {
  min_size = 2
  max_size = 4
  instance_refresh {
    strategy = "Rolling"
  }
}
