package main

import rego.v1

deny_public_network_access contains msg if {
	some r in input.resource_changes
	r.type == "azurerm_postgresql_flexible_server"
	r.change.after.public_network_access_enabled
	msg := sprintf("%s: deny_public_network_access", [r.address])
}
