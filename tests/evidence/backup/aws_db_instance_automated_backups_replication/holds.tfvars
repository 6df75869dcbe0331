source_db_instance_arn = "arn:aws:rds:eu-central-1:123456789012:db:orders"
