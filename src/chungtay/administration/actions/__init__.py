"""Every write of administration that joins the book and its figures; the others are called where they stand."""

from .catalogue import assign_counting_rule, preview_rule

__all__ = ["assign_counting_rule", "preview_rule"]
