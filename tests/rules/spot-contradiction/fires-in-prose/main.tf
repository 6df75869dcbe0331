resource "aws_instance" "orders" {
  instance_type = "m7g.large"
  instance_market_options {
    market_type = local.market
  }
}

locals {
  market = "spot"
}
