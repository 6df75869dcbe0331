module "orders" {
  source = "./module"

  ipv6_cidr_blocks = ["::/0"]
}
