kms_master_key_id = "alias/orders"
