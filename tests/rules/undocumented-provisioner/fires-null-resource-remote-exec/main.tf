resource "null_resource" "seed" {
  provisioner "remote-exec" {
    command = "./seed.sh"
  }
}
