"""Every write of the portal that is not an editor's own."""

from .changes import note_portal_change
from .drafting import draft_article_of_meeting, draft_article_of_review
from .editors import add_groups, assign_editing
from .figures import publish_page_figures, withdraw_page_figures
from .opening import add_linked_sites, open_portal
from .reading import note_reads
from .telling import notify_publishers, notify_writer

__all__ = [
    "add_groups", "add_linked_sites", "assign_editing", "draft_article_of_meeting", "draft_article_of_review",
    "note_portal_change", "note_reads", "notify_publishers", "notify_writer", "open_portal", "publish_page_figures", "withdraw_page_figures",
]  # fmt: skip
