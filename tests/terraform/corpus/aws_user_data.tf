resource "aws_launch_template" "app" {
  name_prefix = "app-"
  user_data = base64encode(<<-EOF
    #!/bin/bash
    echo "hello ${upper("x${var.a["b"]}")}" > /var/lib/a
    %{ for host in var.hosts ~}
    echo ${host} # not a comment
    %{ endfor ~}
    %{ if var.debug }set -x%{ else }set +x%{ endif }
    EOF
  )

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted   = true
      volume_size = 20
    }
  }
}
