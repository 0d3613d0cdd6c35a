"""Rules of giving blood in plain Python."""
