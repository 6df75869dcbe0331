# Everything is in main.tf.json.
