variable "region" { default = "eu-west-1" }
variable "empty" {}
variable "settings" {
  type = map(object({
    size  = optional(number, 3)
    names = list(string)
  }))
  default = {
    a = { size = 1, names = ["x"] }
    b = { size = -2.5, names = [] },
  }
  validation {
    condition     = alltrue([for s in values(var.settings) : s.size > -10])
    error_message = "Too small."
  }
  sensitive = false
  nullable  = true
}
