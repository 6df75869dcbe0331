resource "aws_budgets_budget" "orders" {
  budget_type  = "COST"
  limit_amount = local.limits.orders
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

locals {
  limits = {
    orders = 800
  }
}
