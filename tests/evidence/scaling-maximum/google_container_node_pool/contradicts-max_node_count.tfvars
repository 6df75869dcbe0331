max_node_count = 2
