variable "public_access_type" {
  type = string
}

module "orders" {
  source = "./module"

  public_access_type = var.public_access_type
}
