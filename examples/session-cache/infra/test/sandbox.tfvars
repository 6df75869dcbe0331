vpc_id                       = "vpc-00000000000000000"
private_subnet_ids           = ["subnet-00000000000000000", "subnet-11111111111111111"]
storefront_security_group_id = "sg-00000000000000000"
kms_key_arn                  = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
oncall_topic_arn             = "arn:aws:sns:eu-west-1:111122223333:sandbox-oncall"
team_topic_arn               = "arn:aws:sns:eu-west-1:111122223333:sandbox-team"
