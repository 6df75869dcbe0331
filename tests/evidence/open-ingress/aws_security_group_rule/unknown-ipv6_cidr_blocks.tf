variable "ipv6_cidr_blocks" {
  type = list(string)
}

module "orders" {
  source = "./module"

  ipv6_cidr_blocks = var.ipv6_cidr_blocks
}
