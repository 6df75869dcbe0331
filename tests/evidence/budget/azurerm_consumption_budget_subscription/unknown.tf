resource "azurerm_consumption_budget_subscription" "orders" {
  name            = "orders"
  subscription_id = "/subscriptions/0"
  time_grain      = "Monthly"
  amount          = 1200
}
