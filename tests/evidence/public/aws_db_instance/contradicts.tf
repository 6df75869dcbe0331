module "orders" {
  source = "./module"

  publicly_accessible = true
}
