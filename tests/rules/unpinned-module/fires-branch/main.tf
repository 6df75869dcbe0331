module "redis" {
  source = "github.com/acme/redis?ref=main"
}
