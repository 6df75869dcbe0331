resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "./seed.sh"
  }
}

resource "terraform_data" "other" {
  provisioner "local-exec" {
    command = "./other.sh"
  }
}
