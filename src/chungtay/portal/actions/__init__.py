"""Every write of the portal that is not an editor's own."""

from .changes import note_portal_change
from .editors import add_groups, assign_editing
from .opening import open_portal
from .reading import note_reads

__all__ = ["add_groups", "assign_editing", "note_portal_change", "note_reads", "open_portal"]
