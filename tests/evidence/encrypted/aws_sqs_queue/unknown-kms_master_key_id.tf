variable "kms_master_key_id" {
  type = string
}

module "orders" {
  source = "./module"

  kms_master_key_id = var.kms_master_key_id
}
