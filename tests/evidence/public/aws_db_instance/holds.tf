module "orders" {
  source = "./module"

  publicly_accessible = false
}
