"""Changes of units and clusters, each followed by the book."""

from chungtay.directory.actions.changes import post_change

__all__ = ["post_change"]
