variable "units" {
  type    = number
  default = 1200
}

resource "google_billing_budget" "orders" {
  billing_account = "000000-111111-222222"
  display_name    = "orders"

  budget_filter {
    calendar_period = "MONTH"
  }

  amount {
    specified_amount {
      currency_code = "USD"
      units         = var.units
    }
  }
}
