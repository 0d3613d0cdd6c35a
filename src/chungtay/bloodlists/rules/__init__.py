"""Columns, rows and states of a blood centre's list, in plain Python."""
