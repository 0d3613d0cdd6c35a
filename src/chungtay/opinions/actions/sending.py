"""An opinion is sent, without an account."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from chungtay.audit import actions as audit
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.opinions.models import Opinion
from chungtay.opinions.queries.articles import Discussed, unit_of
from chungtay.opinions.queries.opinions import email_keys, token_digest
from chungtay.opinions.rules.texts import Said, same_words
from chungtay.organizations.rules import Permission, roles_with
from chungtay.submissions.queries.closing import people_of

CLOSED: Final = gettext_noop("Bài này không nhận ý kiến nữa.")
TOO_MANY_HERE: Final = gettext_noop("Nơi này vừa gửi nhiều ý kiến. Hãy gửi lại sau một giờ.")
TOO_MANY: Final = gettext_noop("Lúc này có quá nhiều ý kiến gửi đến. Hãy gửi lại sau một giờ.")
HOUR: Final = timedelta(hours=1)


@transaction.atomic
def submit_opinion(*, by: None = None, at: datetime, article: Discussed, said: Said, address: str) -> str | None:
    """Keep what a reader says of an article until somebody has read it; who edits the portal is told. Returns the token of the
    reader's own page, or None where the same words stand there already.

    Raises Refusal for an article that takes no opinions (any more), and where too many came within an hour from this network
    address, or from all of them.
    """
    unit = unit_of(article.id)
    if unit is None or not article.is_open(at):
        raise Refusal(CLOSED)
    sent_from = _digest(f"from:{address}")
    lately = Opinion.objects.filter(sent_at__gt=at - HOUR)
    if lately.filter(sent_from=sent_from).count() >= settings.CHUNGTAY_OPINIONS_PER_ADDRESS:
        raise Refusal(TOO_MANY_HERE)
    if lately.count() >= settings.CHUNGTAY_OPINIONS_AN_HOUR:
        raise Refusal(TOO_MANY)
    token = secrets.token_urlsafe(16)
    opinion, new = Opinion.objects.get_or_create(
        article_id=article.id, text_digest=_digest(f"text:{same_words(said.text)}"),
        defaults={"unit": unit, "name": said.name, "text": said.text, "token_digest": token_digest(token), "sent_from": sent_from, "sent_at": at},
    )  # fmt: skip
    if not new:
        return None
    if said.email:
        opinion.email = sealed(said.email.encode(), keys=email_keys(), bound_to=f"opinion:{opinion.pk}")
        opinion.save(update_fields=["email"])
    audit.note(by=by, at=at, action="submit_opinion", object_type="opinion", object_id=opinion.pk)
    editors = people_of([unit.pk], roles_with(Permission.EDIT_PORTAL), day_of(at))
    readers = editors or people_of([unit.pk], roles_with(Permission.PUBLISH), day_of(at))
    notify(by=by, at=at, to=readers, kind=NoticeKind.OPINIONS_WAITING, path=reverse("opinions"))
    return token


def _digest(value: str) -> str:
    return salted_hmac("chungtay.opinions", value, algorithm="sha256").hexdigest()
