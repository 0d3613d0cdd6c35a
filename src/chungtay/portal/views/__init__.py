"""What readers of the portal ask for; nobody signs in, no page depends on who reads."""

from .drafting import draft_article_of_meeting, draft_article_of_review
from .lists import archive, robots, search
from .looks import set_look
from .pages import show_page
from .pictures import portal_picture

__all__ = [
    "archive",
    "draft_article_of_meeting",
    "draft_article_of_review",
    "portal_picture",
    "robots",
    "search",
    "set_look",
    "show_page",
]
