package test

import "testing"

func TestClusterComesUp(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestApiIsPrivate(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestNodesScaleOut(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
