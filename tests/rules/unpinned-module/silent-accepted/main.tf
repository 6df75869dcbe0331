# tiebeam-ignore unpinned-module: an experiment
module "redis" {
  source = "acme/redis/aws"
}
