locals {
  environment = terraform.workspace
  sizes = {
    production = { nodes = 3, multi_az = true }
    "staging"  = { nodes = 1, multi_az = false }
    (var.extra) = { nodes = 0 }
    "${var.more}-x" = {}
    a.b = 1
    3 = "three"
  }
  size   = local.sizes[local.environment]
  sum    = 1 + 2 - -3
  not    = !true
  neg    = -5
  spaced = - 5
  paren  = (5)
  nested = ((-5.25))
  both   = (1) + (2)
  chain  = [1, 2, 3][0]
  key    = { a = 1 }.a
  cond = (
    var.a
    ? 1
    : 2
  )
  long = (var.a &&
    var.b)
  namespaced = provider::aws::arn_parse("x")
}
locals { one = 1 }
locals {
}
