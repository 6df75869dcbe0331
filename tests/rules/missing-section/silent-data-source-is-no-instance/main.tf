resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_instance" "web" {
  instance_id = "i-1"
}
