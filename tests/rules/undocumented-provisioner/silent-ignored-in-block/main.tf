resource "terraform_data" "seed" {
  # tiebeam-ignore undocumented-provisioner: no API yet
  provisioner "local-exec" {
    command = "./seed.sh"
  }
}
