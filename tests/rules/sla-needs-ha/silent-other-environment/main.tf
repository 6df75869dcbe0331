module "production" {
  source   = "./database"
  multi_az = true
}

module "development" {
  source   = "./database"
  multi_az = false
}
