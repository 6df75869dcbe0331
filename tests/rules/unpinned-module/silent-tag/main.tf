module "redis" {
  source = "git::https://example.com/redis.git?ref=v1.2.0"
}
