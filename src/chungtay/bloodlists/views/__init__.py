"""The pages of lists."""

from .linking import add_listed_donor, link_listed
from .lists import blood_list, blood_lists, change_list, note_list_columns

__all__ = ["add_listed_donor", "blood_list", "blood_lists", "change_list", "link_listed", "note_list_columns"]
