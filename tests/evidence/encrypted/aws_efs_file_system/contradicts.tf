locals {
  settings = {
    orders = {
      encrypted = false
    }
  }
}

resource "aws_efs_file_system" "orders" {
  creation_token = "orders"
  encrypted      = local.settings.orders.encrypted
}
