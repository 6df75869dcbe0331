resource "aws_autoscaling_group" "web" {
  min_size = 2
  max_size = 6
}

resource "aws_autoscaling_schedule" "night" {
  scheduled_action_name  = "night"
  autoscaling_group_name = aws_autoscaling_group.web.name
}
