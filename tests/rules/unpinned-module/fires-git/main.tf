module "redis" {
  source = "git::https://example.com/redis.git"
}
