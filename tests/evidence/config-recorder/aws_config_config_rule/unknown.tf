variable "source" {
  type = bool
}

resource "aws_config_config_rule" "orders" {
  name = "encrypted-volumes"

  dynamic "source" {
    for_each = var.source ? [1] : []

    content {
      owner             = "AWS"
      source_identifier = "ENCRYPTED_VOLUMES"
    }
  }
}
