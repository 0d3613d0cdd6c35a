"""Whose file stands where."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult

from chungtay.accounts.models import User
from chungtay.exchange.models import Import
from chungtay.exchange.rules.outcomes import ImportState
from chungtay.intake.models import ImportDraft
from chungtay.intake.rules.states import OPEN, RUNNING, DraftState

MOST = 50


def draft_of(user: User, number: int) -> ImportDraft | None:
    """The person's own draft of that number: nobody else's is ever shown."""
    return ImportDraft.objects.filter(owner=user, pk=number).select_related("unit", "posted").first()


def draft_by_id(number: int) -> ImportDraft | None:
    """Whoever's draft it is: for the worker, which does a step as its owner."""
    return ImportDraft.objects.filter(pk=number).select_related("owner").first()


def drafts_of(user: User) -> list[ImportDraft]:
    """The person's files, the newest first."""
    found = ImportDraft.objects.filter(owner=user).select_related("unit", "posted").order_by("-pk")
    return list(found[:MOST])


def at_rest() -> QuerySet[ImportDraft]:
    """Drafts that may be put away: no step runs, and none stopped half way through the book."""
    return ImportDraft.objects.exclude(state__in=RUNNING).exclude(posted__state=ImportState.OPEN)


def silent_drafts(since_at: datetime) -> QuerySet[ImportDraft]:
    """Drafts whose step has not been heard of since a moment: nobody works on them."""
    heard = Q(told_at__gte=since_at) | Q(asked_at__gte=since_at)
    return ImportDraft.objects.filter(state__in=RUNNING).exclude(heard).order_by("pk")


def anything_waits() -> bool:
    """Is there a step for the worker? Reads a row, locks nothing."""
    return DBTaskResult.objects.ready().exists()


def waiting_steps() -> set[tuple[str, int]]:
    """Steps that wait for the worker: path of the task, number of the draft."""
    return {(row.task_path, row.args_kwargs["args"][0]) for row in DBTaskResult.objects.ready()}


def posted_since(user: User, digest: str, since_at: datetime) -> Import | None:
    """An import of these very bytes that the person's worker has posted since a moment."""
    rows = Import.objects.filter(by=user, digest=digest, state=ImportState.POSTED, started_at__gte=since_at)
    return rows.order_by("pk").first()


def running_drafts() -> QuerySet[ImportDraft]:
    """Everybody's drafts, for the list of jobs: those that are open."""
    return ImportDraft.objects.filter(state__in=OPEN)


def same_file(user: User, draft: ImportDraft) -> ImportDraft | None:
    """An earlier file of the person with the same bytes that was posted."""
    earlier = ImportDraft.objects.filter(owner=user, digest=draft.digest, state=DraftState.POSTED, pk__lt=draft.pk)
    return earlier.select_related("posted").order_by("-pk").first()
