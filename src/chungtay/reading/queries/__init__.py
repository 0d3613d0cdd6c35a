"""Every read of the reader."""

from .known import known

__all__ = ["known"]
