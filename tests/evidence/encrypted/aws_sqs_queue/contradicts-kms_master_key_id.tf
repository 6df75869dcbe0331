module "orders" {
  source = "./module"

  kms_master_key_id = null
}
