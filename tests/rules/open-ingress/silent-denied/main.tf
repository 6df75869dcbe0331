resource "azurerm_network_security_rule" "all" {
  direction              = "Inbound"
  access                 = "Deny"
  destination_port_range = "*"
  source_address_prefix  = "*"
}

resource "google_compute_firewall" "all" {
  network       = "default"
  source_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }
}
