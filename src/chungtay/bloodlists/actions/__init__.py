"""Every write of lists."""

from .looking import add_listed_donor, close_listed, link_listed, open_listed
from .opening import close_expired_lists, close_list, correct_list, note_columns, open_list
from .posting import import_list
from .undoing import undo_list

__all__ = [
    "add_listed_donor", "close_expired_lists", "close_list", "close_listed", "correct_list", "import_list", "link_listed",
    "note_columns", "open_list", "open_listed", "undo_list",
]  # fmt: skip
