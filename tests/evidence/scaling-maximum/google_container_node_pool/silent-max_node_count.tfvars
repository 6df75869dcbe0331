max_node_count = 6
