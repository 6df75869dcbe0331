locals {
  settings = {
    orders = {
      market_type = "capacity-block"
    }
  }
}

resource "aws_launch_template" "orders" {
  name          = "orders"
  image_id      = "ami-0a1b2c3d"
  instance_type = "m7g.large"

  instance_market_options {
    market_type = local.settings.orders.market_type
  }
}
