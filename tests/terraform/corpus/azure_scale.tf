resource "azurerm_linux_virtual_machine_scale_set" "s" {
  instances = 3
  zones     = toset(["1", "2", "3"])
  automatic_os_upgrade_policy {
    disable_automatic_rollback  = false
    enable_automatic_os_upgrade = true
  }
  extension {
    name     = "e"
    settings = jsonencode({ "commandToExecute" = "echo $HOSTNAME" })
  }
}
