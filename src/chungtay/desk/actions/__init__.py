"""The house packed into one file and put back from it; its first people."""

from .backing_up import backup_site
from .people import add_person
from .restoring import restore_site

__all__ = ["add_person", "backup_site", "restore_site"]
