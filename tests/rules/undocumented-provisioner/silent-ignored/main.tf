# tiebeam-ignore undocumented-provisioner: no API yet
resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "./seed.sh"
  }
}
