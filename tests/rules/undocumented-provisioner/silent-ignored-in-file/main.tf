resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "./seed.sh"
  }
}

/* tiebeam-ignore-file undocumented-provisioner: no API yet */
