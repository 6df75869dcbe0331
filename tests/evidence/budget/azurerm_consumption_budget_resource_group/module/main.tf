variable "amount" {
  type = number
}

resource "azurerm_consumption_budget_resource_group" "orders" {
  name              = "orders"
  resource_group_id = "/subscriptions/0/resourceGroups/shop"
  time_grain        = "Monthly"
  amount            = var.amount
}
