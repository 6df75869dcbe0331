resource "aws_launch_template" "web" {
  name = "web"
}

resource "aws_eks_node_group" "web" {
  launch_template {
    id = aws_launch_template.web.id
  }
}
