"""Every read of the frame's own pages."""

from chungtay.desk.queries.headlines import Headlines
from chungtay.desk.queries.home import HomePage, home_page
from chungtay.desk.queries.roles import HeldRole, held_roles_of
from chungtay.desk.queries.scopes import scopes_within
from chungtay.desk.queries.silence import silence_below

__all__ = [
    "Headlines",
    "HeldRole",
    "HomePage",
    "held_roles_of",
    "home_page",
    "scopes_within",
    "silence_below",
]
