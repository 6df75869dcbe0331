resource "aws_autoscaling_group" "web" {
  min_size = 2
  max_size = 4
  name = "web-${aws_launch_template.web.latest_version}"
}
