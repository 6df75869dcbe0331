variable "create_interval" {
  type = number
}

resource "aws_dlm_lifecycle_policy" "orders" {
  description        = "Snapshots of the volumes of orders"
  execution_role_arn = "arn:aws:iam::123456789012:role/dlm"

  policy_details {
    resource_types  = ["VOLUME"]
    policy_language = "SIMPLIFIED"
    create_interval = var.create_interval
  }
}
