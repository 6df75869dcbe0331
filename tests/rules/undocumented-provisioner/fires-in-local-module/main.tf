module "jobs" {
  source = "./jobs"
}
