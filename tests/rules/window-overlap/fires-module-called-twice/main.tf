module "one" {
  source = "./database"
}

module "two" {
  source = "./database"
}
