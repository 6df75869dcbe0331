module "database" {
  source  = "example/database/aws"
  version = "1.0.0"
}
