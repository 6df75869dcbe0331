module "orders" {
  source   = "./database"
  multi_az = false
}
