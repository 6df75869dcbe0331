resource "terraform_data" "seed" {
  input = 1
}
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
