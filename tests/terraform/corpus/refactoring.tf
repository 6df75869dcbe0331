moved {
  from = aws_instance.a
  to   = aws_instance.b["x"]
}

import {
  to = aws_s3_bucket.b
  id = "bucket"
}

removed {
  from = aws_instance.old
  lifecycle { destroy = false }
}

check "health" {
  data "http" "site" { url = "https://${var.host}/" }

  assert {
    condition     = data.http.site.status_code == 200
    error_message = "Down: ${data.http.site.status_code}"
  }
}
