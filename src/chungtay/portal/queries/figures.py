"""Figures that stand in articles."""

from collections.abc import Mapping

from chungtay.openness.queries.published import Key, published_on
from chungtay.openness.rules.published import Shown
from chungtay.portal.models import ArticlePage


def place_of(page: ArticlePage) -> str:
    """How the open pages know an article."""
    return f"page:{page.pk}"


def figures_of(page: ArticlePage) -> Mapping[Key, Shown]:
    """What the article's figures were when they were published; nothing is asked where it has none."""
    return published_on(place_of(page)) if any(child.block_type == "figure" for child in page.body) else {}
