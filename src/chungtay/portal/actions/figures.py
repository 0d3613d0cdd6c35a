"""An article's figures are frozen when it is published."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import override

from chungtay.accounts.models import User
from chungtay.openness import actions as openness
from chungtay.portal.models import ArticlePage
from chungtay.portal.queries.figures import place_of


def publish_page_figures(*, by: User | None, at: datetime, page: ArticlePage) -> None:
    """What the article's blocks ask is kept as it is known now, in the article's language; what stood already stays."""
    asked: dict[str, Mapping[str, Any]] = {
        block.id: dict(block.value) for block in page.body if block.block_type == "figure"
    }
    with override(page.locale.language_code):
        openness.publish_figures(
            by=by, at=at, place=place_of(page), address=page.url or "", title=page.title, asked=asked
        )


def withdraw_page_figures(*, by: User | None, at: datetime, page: ArticlePage) -> None:
    """The article was taken away."""
    openness.withdraw_figures(by=by, at=at, place=place_of(page))
