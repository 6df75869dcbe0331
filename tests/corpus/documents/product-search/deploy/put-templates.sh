#!/bin/sh
# Puts the index template of the catalogue; safe to run again.
set -eu
curl --fail --aws-sigv4 "aws:amz:${AWS_REGION}:es" --request PUT "https://$1/_index_template/catalogue" \
  --header 'content-type: application/json' \
  --data '{"index_patterns":["catalogue-*"],"template":{"settings":{"number_of_shards":6,"number_of_replicas":2}}}'
