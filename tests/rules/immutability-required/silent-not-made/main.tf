resource "aws_launch_template" "web" {
  count = 0
  name = "web"
}
