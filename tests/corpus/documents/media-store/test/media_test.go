package test

import "testing"

func TestMediaVersioned(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestMediaPrivate(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestMediaReplicates(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
