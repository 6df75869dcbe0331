package test

import "testing"

func TestFleetStartsAJob(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestFleetDrainsOnInterruption(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
