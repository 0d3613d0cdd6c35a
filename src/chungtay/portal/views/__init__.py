"""What readers of the portal ask for; nobody signs in, no page depends on who reads."""

from .lists import archive, robots, search
from .looks import set_look

__all__ = ["archive", "robots", "search", "set_look"]
