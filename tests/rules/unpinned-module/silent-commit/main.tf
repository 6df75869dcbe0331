module "redis" {
  source = "git::ssh://git@example.com/redis.git//cluster?depth=1&ref=51d462976d84fdea54b47d80dcabbf680badcdb8"
}
