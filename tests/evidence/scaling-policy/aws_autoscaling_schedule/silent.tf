module "orders" {
  source = "./module"

  autoscaling_group_name = "orders"
}
