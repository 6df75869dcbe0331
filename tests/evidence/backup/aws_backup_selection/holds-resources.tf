module "orders" {
  source = "./module"

  resources = ["arn:aws:dynamodb:*:*:table/orders"]
}
