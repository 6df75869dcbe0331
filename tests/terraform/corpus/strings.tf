locals {
  empty      = ""
  spaces     = "   "
  dollar     = "$ $5 100% 50%, $$ %% end$"
  escaped    = "$${a} %%{b}"
  quotes     = "a \"b\" c"
  nested     = "${"${"${1}"}"}"
  braces     = "${ { a = "}" }.a } }"
  directive  = "%{ if true }yes%{ else }no%{ endif }"
  trimmed    = "${~ var.a ~}"
  lines      = "a\nb\r\n\t"
  regex      = "^\\d+\\.$"
  multiline  = "${join(",", [
    "a", # comment
    "b",
  ])}"
}
