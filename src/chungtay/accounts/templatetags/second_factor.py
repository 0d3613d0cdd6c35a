"""The QR code of an authenticator app's secret, drawn into the page: no script, no picture to fetch."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
BORDER = 4  # modules of white around it, as readers need


@register.simple_tag
def qr(address: str) -> SafeString:
    """An SVG that says the address."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=BORDER, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308 - modules of a QR code alone
