"""Drives in plain Python: what people are told of who may give."""
