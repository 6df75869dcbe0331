module "redis" {
  source = "acme/redis/aws"
  version = "~> 5.0"
}
