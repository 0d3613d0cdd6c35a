"""Donors, their drives and donations: the words of their states."""
