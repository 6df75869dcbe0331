variable "n0" {
}

variable "n1" {
}

variable "n2" {
}

variable "n3" {
}

variable "n4" {
}

variable "n5" {
}
