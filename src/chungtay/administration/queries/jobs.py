"""What runs in the background and what has run."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chungtay.exchange.models import Import

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


def jobs(reach: Reach) -> list[Job]:
    """The last hundred imports of people in the reach, and of the machine, the newest first."""
    rows = Import.objects.filter(Q(by__isnull=True) | Q(by__in=reach.roles().values("user"))).select_related("by")
    return [
        Job(row.pk, str(row.by) if row.by else "", row.state, row.started_at, row.undone_at or row.ended_at,
            row.posted_rows, row.rows, row.refused)
        for row in rows.order_by("-pk")[:MOST]
    ]  # fmt: skip
