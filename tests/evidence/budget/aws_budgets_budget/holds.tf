locals {
  settings = {
    orders = {
      limit_amount = 1200
    }
  }
}

resource "aws_budgets_budget" "orders" {
  name         = "orders"
  budget_type  = "COST"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  limit_amount = local.settings.orders.limit_amount
}
