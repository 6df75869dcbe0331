module "redis" {
  source = "https://example.com/redis.zip"
}
