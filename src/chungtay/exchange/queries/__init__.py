"""Every read of the exchange."""

from .imports import import_by_id, open_import_of

__all__ = ["import_by_id", "open_import_of"]
