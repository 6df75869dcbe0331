module "orders" {
  source = "./module"

  preemptible = true
}
