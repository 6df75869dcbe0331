variable "predefined_metric_type" {
  type = string
}

module "orders" {
  source = "./module"

  predefined_metric_type = var.predefined_metric_type
}
