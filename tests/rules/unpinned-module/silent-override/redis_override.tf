module "redis" {
  version = "5.1.0"
}
