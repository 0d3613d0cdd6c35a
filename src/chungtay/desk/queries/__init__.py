"""Every read of the frame's own pages."""

from chungtay.desk.queries.scopes import scopes_of

__all__ = ["scopes_of"]
