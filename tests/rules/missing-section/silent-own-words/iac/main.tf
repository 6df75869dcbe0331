resource "aws_opensearch_domain" "geo" {
  domain_name = "geo"
}

resource "terraform_data" "templates" {
  provisioner "local-exec" {
    command = "./load.sh"
  }
}
