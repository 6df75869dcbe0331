package main

import rego.v1

deny_public_bucket contains msg if {
	some r in input.resource_changes
	r.type == "aws_s3_bucket_public_access_block"
	not r.change.after.restrict_public_buckets
	msg := sprintf("%s: deny_public_bucket", [r.address])
}
