module "redis" {
  node_type = "x"
  size = 1
  source = "./redis"
}
