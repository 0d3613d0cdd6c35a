"""How a paper of the register is written."""

from django import template

from chungtay.correspondence import queries
from chungtay.correspondence.models import OutgoingDocument

register = template.Library()


@register.filter
def number_on_paper(paper: OutgoingDocument) -> str:
    """Number and symbol, `07/BC-CTĐ`."""
    return queries.number_on_paper(paper)
