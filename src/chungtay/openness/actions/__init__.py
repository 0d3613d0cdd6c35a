"""Every write of the open pages."""

from .figures import publish_figures, withdraw_figures

__all__ = ["publish_figures", "withdraw_figures"]
