"""Settings of a process that posts and serves nobody: without the apps above `exchange`, Wagtail's among them.

To load them takes a command longer than everything else before its first row (decision 0033).
"""

from . import *  # noqa: F403
from . import INSTALLED_APPS as _WHOLE

CHUNGTAY_WHOLE = "chungtay.config.settings"  # those that know every app's migrations
_ABOVE = _WHOLE[: _WHOLE.index("chungtay.exchange")]  # as the storeys lie
_OF_PORTAL = ("wagtail", "modelcluster", "taggit")
INSTALLED_APPS = [app for app in _WHOLE if app not in _ABOVE and app.partition(".")[0] not in _OF_PORTAL]
