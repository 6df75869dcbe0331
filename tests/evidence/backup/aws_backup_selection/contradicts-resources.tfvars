resources = null
