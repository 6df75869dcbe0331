package test

import "testing"

func TestWarehouseLoads(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}

func TestWarehouseFailover(t *testing.T) {
	t.Parallel()
	t.Skip("needs the sandbox account")
}
