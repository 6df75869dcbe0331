module "web" {
  source = "./web"
  size   = 3
}
