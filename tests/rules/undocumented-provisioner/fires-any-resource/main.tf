resource "aws_instance" "web" {
  ami = "ami-1"

  provisioner "file" {
    source      = "a"
    destination = "b"
  }
}
