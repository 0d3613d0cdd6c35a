"""What the pages of records may be asked and told."""

from .search import SearchRecords

__all__ = ["SearchRecords"]
