"""Texts that fit, and when a message is tried again: no database."""
