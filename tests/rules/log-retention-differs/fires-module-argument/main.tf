module "logs" {
  source    = "./logs"
  retention = 14
}
