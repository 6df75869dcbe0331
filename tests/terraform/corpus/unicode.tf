# Größe — 大きさ 🚀
resource "aws_ssm_parameter" "größe" {
  name  = "/größe/🚀"
  value = "\u00e9\U0001F680 – naïve ${"日本"}"
  tags  = { größe = "groß", "日本" = "語" }
}
