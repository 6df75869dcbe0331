module "orders" {
  source = "./module"

  transparent_data_encryption_enabled = true
}
