variable "limit_amount" {
  type = number
}

resource "aws_budgets_budget" "orders" {
  name         = "orders"
  budget_type  = "COST"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  limit_amount = var.limit_amount
}
