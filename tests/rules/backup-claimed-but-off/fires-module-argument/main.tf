module "database" {
  source    = "./database"
  retention = 0
}
