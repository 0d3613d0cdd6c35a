"""What becomes of a figure that was read, in plain Python."""
