module "redis" {
  source = "./redis"
}
