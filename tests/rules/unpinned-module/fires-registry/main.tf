module "redis" {
  source = "acme/redis/aws//modules/cluster"
}
