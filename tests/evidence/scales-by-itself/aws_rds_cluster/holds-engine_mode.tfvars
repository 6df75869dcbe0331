engine_mode = "serverless"
