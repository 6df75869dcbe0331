resource "terraform_data" "größe" {
  provisioner "local-exec" {
    command = "./größe.sh"
  }
}
