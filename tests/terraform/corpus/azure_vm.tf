resource "azurerm_linux_virtual_machine" "vm" {
  name                  = format("%s-vm", var.prefix)
  resource_group_name   = azurerm_resource_group.rg.name
  network_interface_ids = [azurerm_network_interface.nic[0].id]
  size                  = "Standard_B2s"
  admin_username        = "admin${1 + 1}"

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }

  provisioner "remote-exec" {
    inline = [
      "sudo apt-get update",
      "echo ${self.id}",
    ]
    connection {
      type = "ssh"
      host = self.public_ip_address
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo bye"
  }

  provisioner "file" {
    source      = "a"
    destination = "/b"
  }
}
