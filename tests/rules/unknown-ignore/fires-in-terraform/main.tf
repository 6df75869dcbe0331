# 😀 größe
# tiebeam-ignore undocumented-provisoner: no API
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
