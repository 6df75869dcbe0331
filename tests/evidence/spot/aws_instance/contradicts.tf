locals {
  settings = {
    orders = {
      market_type = "spot"
    }
  }
}

resource "aws_instance" "orders" {
  ami           = "ami-0a1b2c3d"
  instance_type = "m7g.large"

  instance_market_options {
    market_type = local.settings.orders.market_type
  }
}
