module "near" { source = "./modules/near" }
module "up" {
  source    = "../up"
  providers = { aws = aws.us }
  count     = var.up ? 1 : 0
}
module "git" {
  source = "git::https://example.com/x.git//sub?ref=v1.2.0"
}
module "computed" {
  source = "${path.module}/x"
}
