variable "source_address_prefixes" {
  type = list(string)
}

module "orders" {
  source = "./module"

  source_address_prefixes = var.source_address_prefixes
}
