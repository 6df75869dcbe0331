kms_master_key_id = null
