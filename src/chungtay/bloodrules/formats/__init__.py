"""Rules of giving blood and worked cases: JSON and back."""
