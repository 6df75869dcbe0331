module "orders" {
  source = "./module"

  at_rest_encryption_enabled = false
}
