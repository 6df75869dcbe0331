resource "aws_autoscaling_group" "web" {
  min_size = 2
  max_size = 2
}

resource "aws_autoscaling_group" "worker" {
  min_size = 1
  max_size = 9
}

resource "aws_autoscaling_policy" "worker" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.worker.name
}
