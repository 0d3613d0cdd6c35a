"""A word at start-up when the look has not been built."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from chungtay.design.templatetags.frame import MANIFEST


@register()
def assets_are_built(**_kwargs: Any) -> list[CheckMessage]:
    """Pages work without style, but nobody wants them so."""
    if MANIFEST.exists():
        return []
    return [Warning("The style, scripts and fonts are not built.", hint="Run `make assets`.", id="design.W001")]
