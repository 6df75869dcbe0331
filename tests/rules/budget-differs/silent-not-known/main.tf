resource "aws_budgets_budget" "orders" {
  budget_type  = "COST"
  limit_amount = var.limit
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

variable "limit" {}
