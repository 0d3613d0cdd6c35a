"""The house packed into one file, and put back from it."""

from .backing_up import backup_site
from .restoring import restore_site

__all__ = ["backup_site", "restore_site"]
