variable "other" {
}
