locals {
  settings = {
    orders = {
      max_instance_lifetime = 0
    }
  }
}

resource "aws_autoscaling_group" "orders" {
  name                  = "orders"
  min_size              = 2
  max_size              = 6
  max_instance_lifetime = local.settings.orders.max_instance_lifetime
}
