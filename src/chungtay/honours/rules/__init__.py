"""Honours in plain Python: what the list and the papers say."""
