"""The poster of a drive."""
