"""Persons in plain Python."""
