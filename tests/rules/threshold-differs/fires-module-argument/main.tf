module "watch" {
  source = "./watch"
  limit  = 70
}
