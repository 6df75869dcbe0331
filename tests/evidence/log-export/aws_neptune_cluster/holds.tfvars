enable_cloudwatch_logs_exports = ["audit"]
