"""Every write of the open pages."""

from .figures import publish_figures, withdraw_figures
from .public_reports import add_public_report, withdraw_public_report

__all__ = ["add_public_report", "publish_figures", "withdraw_figures", "withdraw_public_report"]
