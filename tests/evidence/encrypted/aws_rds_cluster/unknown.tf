variable "storage_encrypted" {
  type = bool
}

module "orders" {
  source = "./module"

  storage_encrypted = var.storage_encrypted
}
