"""Opinions of an article, one opinion by its link, what is sealed."""

import hashlib
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from chungtay.kernel.sealing import Key, keys_for, opened
from chungtay.opinions.models import Opinion
from chungtay.opinions.rules.states import OpinionState


def shown_opinions(article_id: int) -> QuerySet[Opinion]:
    """What stands under an article, the oldest first."""
    return Opinion.objects.filter(article=article_id, state=OpinionState.SHOWN).order_by("sent_at", "pk")


def token_digest(token: str) -> str:
    """The digest under which a link is kept; its token cannot be guessed, so that no key is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def opinion_by_token(token: str) -> Opinion | None:
    """The opinion to which this link leads."""
    return Opinion.objects.select_related("article").filter(token_digest=token_digest(token)).first()


def email_keys() -> tuple[Key, ...]:
    """The keys that addresses are sealed with."""
    return keys_for("opinions", settings.CHUNGTAY_DATA_KEYS)


def email_of(opinion: Opinion) -> str:
    """The address, empty where there is none; whoever shows it leaves a line (`actions.open_email`). Raises Unopenable."""
    if opinion.email is None:
        return ""
    return opened(bytes(opinion.email), keys=email_keys(), bound_to=f"opinion:{opinion.pk}").decode()


def exported(opinion: Opinion, email: str) -> dict[str, Any]:
    """All that is kept of an opinion, for who sent it; plain values."""
    moments = {
        name: at.isoformat() if (at := getattr(opinion, name)) else None
        for name in ("sent_at", "decided_at", "withdrawn_at", "erased_at")
    }
    return {
        "article": opinion.article.title, "address": opinion.article.url, "name": opinion.name, "email": email,
        "text": opinion.text, "state": opinion.state, "reason": opinion.reason, **moments,
    }  # fmt: skip
