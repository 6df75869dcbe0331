variable "metric_name" {
  type = string
}

module "orders" {
  source = "./module"

  metric_name = var.metric_name
}
