resource "aws_budgets_budget" "orders" {
  budget_type  = "USAGE"
  limit_amount = "1000"
  limit_unit   = "GB"
  time_unit    = "MONTHLY"
}
