package rules.deny_spot

deny contains msg if {
  msg := "x"
}
