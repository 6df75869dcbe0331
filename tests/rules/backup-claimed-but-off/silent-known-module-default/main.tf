module "database" {
  source     = "terraform-aws-modules/rds/aws"
  version    = "6.10.0"
  identifier = "orders"
}
