resource "aws_instance" "bastion" {
  instance_type = "t3.nano"
}
