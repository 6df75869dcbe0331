module "database" {
  source = "./database"
  window = null
}
