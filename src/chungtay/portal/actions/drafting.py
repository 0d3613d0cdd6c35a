"""From meeting to news: an article is drafted from a published review, or from a closed meeting, once."""

from datetime import date, datetime
from html import escape
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.documents.rules import FigureReference
from chungtay.kernel.small_cells import counts_people, is_small
from chungtay.portal.models import ArticlePage
from chungtay.portal.queries.drafting import (
    Told,
    drafting_section,
    standing_draft,
    told_of_meeting,
    told_of_publication,
)
from chungtay.portal.rules.genre import Draft, Passage
from chungtay.reports.queries import Published

FIGURES: Final = "Số liệu trong bài"
MOST_TAGS: Final = 2  # a figure in the news is narrowed to one programme or disaster, or to none


def draft_article_of_review(*, by: User | None, at: datetime, publication_id: int) -> ArticlePage:
    """The article of a published review, unpublished; the one that stands, if it was drafted before.

    Every sentence is the publication's, with its figures as they were published. Raises Refusal where there is no portal,
    no section, or no page of the publication to read.
    """
    return _draft(by, at, told_of_publication(publication_id))


def draft_article_of_meeting(*, by: User | None, at: datetime, on: date, meeting_id: int) -> ArticlePage:
    """The same for a closed meeting: from the newest published review of its period, else from what it kept itself."""
    return _draft(by, at, told_of_meeting(meeting_id, on))


@transaction.atomic
def _draft(by: User | None, at: datetime, told: Told) -> ArticlePage:
    origin, published, draft_of = told
    section = drafting_section()
    Page.objects.select_for_update().get(pk=section.pk)  # one at a time: the second of two finds the first's
    standing = standing_draft(origin)
    if standing is not None:
        return standing
    draft = draft_of()
    article: Any = ArticlePage(
        title=draft.title[:255], lead=draft.lead[:600], live=False, owner=by, shown_at=at, drafted_from=origin,
        sources=_source(published) if published else "", slug=origin.replace(":", "-"), locale=section.locale,
        is_illustrative=draft.illustrative,
    )  # fmt: skip
    article.body = [("text", _html(passage)) for passage in draft.passages]
    if published and (figures := _figures(draft, published)):
        article.body.append(("heading", FIGURES))
        article.body.extend(("figure", figure) for figure in figures)
    section.add_child(instance=article)
    article.save_revision(user=by)
    audit.note(by=by, at=at, action="draft_article", object_type="page", object_id=article.pk, text=origin)
    return article


def _html(passage: Passage) -> str:
    return f"<p>{escape(passage.text, quote=False)}</p>"


def _figures(draft: Draft, published: Published) -> list[dict[str, Any]]:
    """The first figure that each paragraph tells: it opens onto the ledger, in the days and for the unit that were asked.

    Small counts of people are left out: the portal would not tell them.
    """
    found = []
    for passage in draft.passages:
        told = (published.figures[piece.figure - 1] for piece in passage.pieces if piece.figure)
        found += [_figure(one) for one in islice(filter(_is_shown, told), 1)]
    return found


def _is_shown(one: FigureReference) -> bool:
    whole = one.by is None and one.state == "value" and len(one.tags) < MOST_TAGS
    return whole and not (counts_people(one.measure) and is_small(one.value or 0, settings.CHUNGTAY_SMALL_CELL))


def _figure(one: FigureReference) -> dict[str, Any]:
    given = {"indicator": one.indicator, "unit": one.of[0], "first": one.first, "last": one.last}
    return given | {"tag": next(iter(one.tags), ""), "form": "figure"}


def _source(published: Published) -> str:
    """Which publication says so, and at which place of the ledger its figures were read."""
    return f"{published.title}, bản phát hành số {published.id}, bút toán số {published.seq}"[:300]
