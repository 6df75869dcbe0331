module "orders" {
  source = "./module"

  update_policy_type = "PROACTIVE"
}
