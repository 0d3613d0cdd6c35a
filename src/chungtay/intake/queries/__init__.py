"""Every read of files on their way in."""

from .drafts import draft_of, drafts_of, running_drafts
from .reach import may_import, reach_of

__all__ = ["draft_of", "drafts_of", "may_import", "reach_of", "running_drafts"]
