module "production" {
  source   = "./database"
  multi_az = false
}

module "development" {
  source   = "./database"
  multi_az = false
}
