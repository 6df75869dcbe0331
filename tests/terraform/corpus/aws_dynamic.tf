resource "aws_elastic_beanstalk_environment" "tfenvtest" {
  name = "tf-test-name"

  dynamic "setting" {
    for_each = var.settings
    iterator = it
    content {
      namespace = it.value["namespace"]
      name      = it.value.name

      dynamic "nested" {
        for_each = { for k, v in it.value.more : k => v if v != null }
        content {
          key   = nested.key
          value = nested.value
        }
      }
    }
  }

  setting {
    namespace = "aws:autoscaling:asg"
    name      = "MinSize"
    value     = "2"
  }
}
