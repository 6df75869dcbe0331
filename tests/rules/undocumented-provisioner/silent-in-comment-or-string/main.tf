# provisioner "local-exec" {}
resource "terraform_data" "seed" {
  input = "provisioner \"local-exec\" {}"
}
