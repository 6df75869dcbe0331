# tiebeam-ignore undocumented-provisioner: no API
resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "./seed.sh"
  }
}
