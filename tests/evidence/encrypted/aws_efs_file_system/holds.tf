locals {
  settings = {
    orders = {
      encrypted = true
    }
  }
}

resource "aws_efs_file_system" "orders" {
  creation_token = "orders"
  encrypted      = local.settings.orders.encrypted
}
