package test

import (
	"testing"

	"github.com/gruntwork-io/terratest/modules/terraform"
)

func TestRedisFailover(t *testing.T) {
	terraform.Init(t, nil)
	t.Run("with_replica", func(t *testing.T) {})
}
