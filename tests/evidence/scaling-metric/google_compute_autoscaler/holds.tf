module "orders" {
  source = "./module"

  name = "compute.googleapis.com/instance/cpu/utilization"
}
