module "prod" {
  source    = "./database"
  retention = 7
}

module "dev" {
  source    = "./database"
  retention = 0
}
