region      = "eu-west-1"
nodes       = 3
allow       = ["a", "b"]
tags = {
  team = "shop"
}
nothing = null
