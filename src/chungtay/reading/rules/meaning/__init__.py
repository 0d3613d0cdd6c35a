"""What a quantity means to the office: which indicator, under which tags, whose, when; and what does not agree."""

from .checks import checks
from .figures import Meaning

__all__ = ["Meaning", "checks"]
