"""Readers' opinions of the demonstration: shown, refused with a reason, and one that waits to be read."""

from datetime import datetime, timedelta

from chungtay.accounts.models import User
from chungtay.demonstration.formats import committed
from chungtay.demonstration.queries import people_of
from chungtay.opinions.actions import decide_opinions, submit_opinion
from chungtay.opinions.models import Opinion
from chungtay.opinions.queries import discussed
from chungtay.opinions.rules.states import OpinionState
from chungtay.opinions.rules.texts import Said
from chungtay.organizations.rules import Role
from chungtay.portal.models import ArticlePage

A_MORNING = timedelta(hours=3)  # until somebody has read one


def submit_opinions(*, by: User | None, at: datetime) -> None:
    """Send those of the plan under Vietnamese articles, each some hours after its article; the editor decides on them. What was
    not sent yet `at` that moment is left out."""
    (editor,) = people_of(
        one["login"] for one in committed("chapter.json")["people"] if one["role"] == Role.PORTAL_EDITOR
    )
    articles = {page.slug: page for page in ArticlePage.objects.filter(locale__language_code="vi")}
    for place, given in enumerate(committed("portal/opinions.json")):
        page = articles[given["article"]]
        sent_at = page.shown_at + timedelta(hours=given["hours"])
        if sent_at + A_MORNING > at:
            continue
        said = Said(given["name"], given.get("email", ""), given["text"])
        submit_opinion(at=sent_at, article=discussed(page), said=said, address=f"demonstration:{place}")
        if given["state"] != OpinionState.WAITING:
            decide_opinions(
                by=editor, at=sent_at + A_MORNING, opinion_ids=[Opinion.objects.latest("pk").pk],
                state=OpinionState(given["state"]), reason=given.get("reason", ""),
            )  # fmt: skip
