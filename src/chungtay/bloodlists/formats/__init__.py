"""A list's bytes: read from a file, and what of it is sealed."""
