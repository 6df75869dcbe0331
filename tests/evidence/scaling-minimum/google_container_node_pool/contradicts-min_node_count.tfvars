min_node_count = 6
