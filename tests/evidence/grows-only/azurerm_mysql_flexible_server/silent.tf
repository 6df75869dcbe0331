module "orders" {
  source = "./module"

  auto_grow_enabled = false
}
