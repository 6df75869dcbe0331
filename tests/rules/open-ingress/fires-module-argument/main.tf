module "network" {
  source  = "./network"
  sources = ["0.0.0.0/0"]
}
