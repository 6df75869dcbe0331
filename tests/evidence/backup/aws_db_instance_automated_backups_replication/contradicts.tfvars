source_db_instance_arn = null
