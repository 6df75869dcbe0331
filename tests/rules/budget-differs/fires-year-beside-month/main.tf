resource "aws_budgets_budget" "orders" {
  budget_type  = "COST"
  limit_amount = "12000"
  limit_unit   = "USD"
  time_unit    = "ANNUALLY"
}
