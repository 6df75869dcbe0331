module "database" {
  source                  = "terraform-aws-modules/rds/aws"
  version                 = "6.10.0"
  backup_retention_period = 7
}
