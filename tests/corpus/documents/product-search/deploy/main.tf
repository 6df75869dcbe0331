resource "aws_opensearch_domain" "search" {
  domain_name    = "product-search"
  engine_version = "OpenSearch_2.19"

  cluster_config {
    instance_type            = "r7g.large.search"
    instance_count           = 6
    dedicated_master_enabled = true
    dedicated_master_type    = "m7g.large.search"
    dedicated_master_count   = 3
    zone_awareness_enabled   = true

    zone_awareness_config {
      availability_zone_count = 3
    }
  }

  ebs_options {
    ebs_enabled = true
    volume_type = "gp3"
    volume_size = 200
  }

  vpc_options {
    subnet_ids         = var.private_subnet_ids
    security_group_ids = [aws_security_group.search.id]
  }

  encrypt_at_rest {
    enabled = true
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }

  off_peak_window_options {
    enabled = true

    off_peak_window {
      window_start_time {
        hours   = 2
        minutes = 0
      }
    }
  }

  dynamic "log_publishing_options" {
    for_each = toset(["SEARCH_SLOW_LOGS", "ES_APPLICATION_LOGS"])

    content {
      log_type                 = log_publishing_options.value
      cloudwatch_log_group_arn = aws_cloudwatch_log_group.search.arn
    }
  }
}

resource "aws_security_group" "search" {
  name        = "product-search"
  description = "Search service and indexer to the domain"
  vpc_id      = var.vpc_id
}

resource "aws_security_group_rule" "https" {
  type                     = "ingress"
  description              = "HTTPS from the search services"
  security_group_id        = aws_security_group.search.id
  source_security_group_id = var.client_security_group_id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}

resource "aws_cloudwatch_log_group" "search" {
  name              = "/aws/opensearch/product-search"
  retention_in_days = 30
}

resource "terraform_data" "index_templates" {
  triggers_replace = [filesha256("${path.module}/put-templates.sh")]

  provisioner "local-exec" {
    command = "${path.module}/put-templates.sh ${aws_opensearch_domain.search.endpoint}"
  }
}
