"""Every read of the frame's own pages."""

from chungtay.desk.queries.roles import HeldRole, held_roles_of
from chungtay.desk.queries.scopes import scopes_of

__all__ = ["HeldRole", "held_roles_of", "scopes_of"]
