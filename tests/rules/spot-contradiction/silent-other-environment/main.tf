module "production" {
  source   = "./nodes"
  capacity = "ON_DEMAND"
}

module "staging" {
  source   = "./nodes"
  capacity = "SPOT"
}
