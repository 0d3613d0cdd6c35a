"""The domain of voluntary blood in plain Python."""
