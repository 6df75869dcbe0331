variable "public_access_cidrs" {
  type = list(string)
}

resource "aws_eks_cluster" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/eks"

  vpc_config {
    subnet_ids             = ["subnet-0a1b", "subnet-2c3d"]
    endpoint_public_access = true
    public_access_cidrs    = var.public_access_cidrs
  }
}
