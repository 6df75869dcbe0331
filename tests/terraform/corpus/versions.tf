terraform {
  required_version = ">= 1.5, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    random = "3.6.0"
  }
  backend "s3" {
    bucket = "state"
    key    = "a/b/terraform.tfstate"
  }
}

provider "aws" {
  region = var.region
  default_tags { tags = local.tags }
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
