resource "aws_budgets_budget" "orders" {
  budget_type  = "COST"
  limit_amount = "50"
  limit_unit   = "USD"
  time_unit    = "DAILY"
}
