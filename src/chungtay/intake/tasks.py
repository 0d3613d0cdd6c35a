"""The two steps of a long file, done by the worker beside the site."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from django.utils import timezone

from chungtay.intake import actions
from chungtay.intake.queries.drafts import draft_by_id

try:
    from django.tasks import task
except ImportError:  # before Django 6
    from django_tasks import task  # type: ignore[no-redef,unused-ignore]

SECONDS_BETWEEN_NEWS: Final = 1.0


@task()
def check_file(number: int) -> None:
    """Check a draft, as its owner."""
    draft = draft_by_id(number)
    if draft is not None:
        at = timezone.now()
        actions.preview_draft(by=draft.owner, at=at, on=timezone.localdate(at), draft_id=number, progress=news(number))


@task()
def post_file(number: int) -> None:
    """Post a draft, as its owner."""
    draft = draft_by_id(number)
    if draft is not None:
        at = timezone.now()
        actions.import_draft(by=draft.owner, at=at, on=timezone.localdate(at), draft_id=number, progress=news(number))


def news(number: int) -> Callable[[str, int, int], None]:
    """Keeps how far a draft is, at most once a second."""
    told = 0.0

    def step(what: str, done: int, whole: int) -> None:
        nonlocal told
        if monotonic() - told >= SECONDS_BETWEEN_NEWS or done >= whole:
            told = monotonic()
            actions.note_progress(by=None, at=timezone.now(), draft_id=number, step=what, done=done, whole=whole)

    return step
