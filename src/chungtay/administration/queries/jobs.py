"""What runs in the background and what has run."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chungtay.exchange.models import Import
from chungtay.intake.queries import running_drafts

from .reach import Reach

MOST = 100


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its state and how far it is: `done` of `whole` rows; the file's name stays with who imported it."""

    id: int
    by_name: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    done: int
    whole: int
    refused: int
    is_draft: bool = False  # a file on its way in: not posted yet, or being posted


def jobs(reach: Reach) -> list[Job]:
    """Files on their way in and the last hundred imports, of people in the reach and of the machine, newest first."""
    drafts = running_drafts().filter(owner__in=reach.roles().values("user")).select_related("owner")
    rows = Import.objects.filter(Q(by__isnull=True) | Q(by__in=reach.roles().values("user"))).select_related("by")
    waiting = [
        Job(row.pk, str(row.owner), row.state, row.asked_at or row.opened_at, None, row.done, row.whole or row.rows,
            row.refused, is_draft=True)
        for row in drafts.order_by("-pk")[:MOST]
    ]  # fmt: skip
    return waiting + [
        Job(row.pk, str(row.by) if row.by else "", row.state, row.started_at, row.undone_at or row.ended_at,
            row.posted_rows, row.rows, row.refused)
        for row in rows.order_by("-pk")[:MOST]
    ]  # fmt: skip
