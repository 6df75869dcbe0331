variable "node_type" {
  description = "The type of the nodes."
  type        = string
}

variable "size" {
  description = "How many there are."
  type        = number
}
