"""Every write of a sheet of totals."""

from .sheets import declare_totals

__all__ = ["declare_totals"]
