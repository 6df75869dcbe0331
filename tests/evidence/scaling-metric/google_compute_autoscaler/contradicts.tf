module "orders" {
  source = "./module"

  name = "pubsub.googleapis.com/subscription/num_undelivered_messages"
}
