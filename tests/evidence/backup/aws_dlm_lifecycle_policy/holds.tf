variable "state" {
  type    = string
  default = "ENABLED"
}

resource "aws_dlm_lifecycle_policy" "orders" {
  description        = "Snapshots of the volumes of orders"
  execution_role_arn = "arn:aws:iam::123456789012:role/dlm"
  state              = var.state

  policy_details {
    resource_types = ["VOLUME"]
  }
}
