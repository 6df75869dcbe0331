package main

deny_table_without_recovery[msg] {
	r := input.resource_changes[_]
	r.type == "aws_dynamodb_table"
	not r.change.after.point_in_time_recovery[0].enabled
	msg := sprintf("%s cannot be recovered to a point in time", [r.address])
}
