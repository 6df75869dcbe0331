variable "authorized_ip_ranges" {
  type = list(string)
}

module "orders" {
  source = "./module"

  authorized_ip_ranges = var.authorized_ip_ranges
}
