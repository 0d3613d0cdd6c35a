"""The demonstration in plain Python: work made from a seed, exact to the đồng."""
