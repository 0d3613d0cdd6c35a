"""Every read of files on their way in."""

from .drafts import OpenDraft, draft_of, drafts_of, open_drafts, running_drafts
from .reach import may_import, reach_of

__all__ = ["OpenDraft", "draft_of", "drafts_of", "may_import", "open_drafts", "reach_of", "running_drafts"]
