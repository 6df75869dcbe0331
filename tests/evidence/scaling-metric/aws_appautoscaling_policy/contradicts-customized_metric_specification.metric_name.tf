module "orders" {
  source = "./module"

  metric_name = "MemoryUtilization"
}
