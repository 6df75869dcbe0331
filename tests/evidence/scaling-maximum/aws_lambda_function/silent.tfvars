reserved_concurrent_executions = 50
