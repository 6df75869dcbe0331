backup_retention_days           = 14
kms_key_arn                     = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555"
vpc_id                          = "vpc-0a0a0a0a0a0a0a0a0"
subnet_group_name               = "private"
order_service_security_group_id = "sg-0a0a0a0a0a0a0a0a0"
warning_topic_arn               = "arn:aws:sns:eu-central-1:111122223333:data-warnings"
critical_topic_arn              = "arn:aws:sns:eu-central-1:111122223333:data-pages"
