variable "enabled" {
  type = bool
}

resource "aws_ebs_encryption_by_default" "orders" {
  enabled = var.enabled
}
