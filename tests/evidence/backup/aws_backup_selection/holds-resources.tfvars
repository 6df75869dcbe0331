resources = ["arn:aws:dynamodb:*:*:table/orders"]
