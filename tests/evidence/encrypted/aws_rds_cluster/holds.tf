module "orders" {
  source = "./module"

  storage_encrypted = true
}
