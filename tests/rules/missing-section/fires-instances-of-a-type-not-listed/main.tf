resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_instance" "web" {
  ami = "ami-1"
}
