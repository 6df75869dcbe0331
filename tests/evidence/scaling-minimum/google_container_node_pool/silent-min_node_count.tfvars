min_node_count = 2
