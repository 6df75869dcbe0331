module "orders" {
  source = "./module"

  predefined_metric_type = "ECSServiceAverageCPUUtilization"
}
