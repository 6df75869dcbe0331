#!/bin/sh
# Loads the storefront's session functions into a new cache.
set -eu
: "${CACHE_ENDPOINT:?}" "${CACHE_AUTH_TOKEN:?}"

REDISCLI_AUTH="$CACHE_AUTH_TOKEN" valkey-cli --tls -h "$CACHE_ENDPOINT" \
  FUNCTION LOAD REPLACE '#!lua name=sessions
server.register_function("touch_session", function(keys, args)
  return server.call("EXPIRE", keys[1], args[1])
end)'
