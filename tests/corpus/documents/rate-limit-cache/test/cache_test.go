package test

import "testing"

func TestRateLimitCounts(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestRateLimitFailover(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
