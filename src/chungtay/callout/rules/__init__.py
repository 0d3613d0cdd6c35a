"""The emergency call-out in plain Python."""
