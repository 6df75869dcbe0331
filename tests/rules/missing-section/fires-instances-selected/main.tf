resource "aws_instance" "web" {
  ami = "ami-1"
}

resource "aws_instance" "other" {
}
