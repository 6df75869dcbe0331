module "redis" {
  source = "acme/redis/aws"
}
