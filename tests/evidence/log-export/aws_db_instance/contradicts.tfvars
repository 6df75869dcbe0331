enabled_cloudwatch_logs_exports = []
