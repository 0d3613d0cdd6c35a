"""Readers' opinions of the demonstration: shown, refused with a reason, and one that waits to be read."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chungtay.accounts.models import User
from chungtay.demonstration.formats import committed
from chungtay.demonstration.queries import people_of
from chungtay.opinions.actions import decide_opinions, submit_opinion
from chungtay.opinions.queries import discussed_by, opinion_by_token
from chungtay.opinions.rules.states import OpinionState
from chungtay.opinions.rules.texts import Said
from chungtay.organizations.rules import Role
from chungtay.portal.models import ArticlePage

A_MORNING = timedelta(hours=3)  # until somebody has read one


def submit_opinions(*, by: User | None, at: datetime, articles: Mapping[str, ArticlePage]) -> None:
    """Send those of the plan under articles (by slug), each some hours after its article; the editor decides on them. What was
    not sent yet `at` that moment is left out."""
    people = committed("chapter.json")["people"]
    (editor,) = people_of(one["login"] for one in people if one["role"] == Role.PORTAL_EDITOR)
    for place, given in enumerate(committed("portal/opinions.json")):
        page = articles[given["article"]]
        sent_at, article = page.shown_at + timedelta(hours=given["hours"]), discussed_by(page.pk)
        if article is None or sent_at + A_MORNING > at:
            continue
        said = Said(given["name"], given.get("email", ""), given["text"])
        token = submit_opinion(at=sent_at, article=article, said=said, address=f"demonstration:{place}")
        sent = opinion_by_token(token) if token else None
        if sent and given["state"] != OpinionState.WAITING:
            decide_opinions(
                by=editor, at=sent_at + A_MORNING, opinion_ids=[sent.pk], state=OpinionState(given["state"]),
                reason=given.get("reason", ""),
            )  # fmt: skip
