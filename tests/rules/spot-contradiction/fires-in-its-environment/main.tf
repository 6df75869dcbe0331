module "production" {
  source   = "./nodes"
  capacity = "SPOT"
}

module "staging" {
  source   = "./nodes"
  capacity = "SPOT"
}
