module "orders" {
  source = "./module"

  metric_name = "CPUUtilization"
}
