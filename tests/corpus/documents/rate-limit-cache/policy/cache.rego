package main

deny_basic_tier[msg] {
	r := input.resource_changes[_]
	r.type == "google_redis_instance"
	r.change.after.tier == "BASIC"
	msg := sprintf("%s has no replica", [r.address])
}
