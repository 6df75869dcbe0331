module "orders" {
  source = "./module"

  preemptible = false
}
