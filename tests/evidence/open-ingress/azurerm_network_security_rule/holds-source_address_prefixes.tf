module "orders" {
  source = "./module"

  source_address_prefixes = ["10.0.0.0/16"]
}
