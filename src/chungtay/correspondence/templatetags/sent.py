"""Words of directives and proposals."""

from django import template
from django.utils.translation import gettext

from chungtay.correspondence.models import Directive, Proposal
from chungtay.correspondence.queries.directives import is_standing
from chungtay.correspondence.queries.outgoing import number_on_paper
from chungtay.correspondence.rules import PAPER_KINDS, PaperKind, ProposalAnswer, ReceiverState
from chungtay.correspondence.rules.directives import STATE_WORDS
from chungtay.correspondence.rules.proposals import ANSWER_WORDS
from chungtay.design.templatetags.writing import short_day

register = template.Library()


@register.filter
def paper_words(sent: Directive | Proposal) -> str:
    """`Kế hoạch 17/KH-CTĐ ngày 05/01/2024`; without a number its kind and the day it was sent."""
    kind, number = gettext(PAPER_KINDS[PaperKind(sent.kind)][0]), number_on_paper(sent.paper)
    sent_on = sent.issued_on if isinstance(sent, Directive) else sent.sent_on
    day = short_day(sent.paper.signed_on or sent_on)
    return gettext("%(kind)s ngày %(day)s") % {"kind": f"{kind} {number}".strip(), "day": day}


@register.filter
def state_words(state: ReceiverState) -> str:
    """Where a receiving unit is."""
    return gettext(STATE_WORDS[state])


@register.filter
def answer_words(proposal: Proposal) -> str:
    """What the authority said."""
    return gettext(ANSWER_WORDS[ProposalAnswer(proposal.answer)])


@register.filter
def standing(directive: Directive) -> bool:
    """Is it neither withdrawn nor replaced?"""
    return is_standing(directive)
