resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

# tiebeam-ignore undocumented-provisioner: no API
resource "aws_sqs_queue" "more" {
  name = "more"
}

resource "aws_sqs_queue" "last" {
  // tiebeam-ignore undocumented-provisioner: no API
  name = "x" # tiebeam-ignore-file undocumented-provisioner: x
}
