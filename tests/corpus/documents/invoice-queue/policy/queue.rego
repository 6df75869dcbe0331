package main

import rego.v1

deny_unencrypted_queue contains msg if {
	some r in input.resource_changes
	r.type == "aws_sqs_queue"
	not r.change.after.sqs_managed_sse_enabled
	msg := sprintf("%s: deny_unencrypted_queue", [r.address])
}
