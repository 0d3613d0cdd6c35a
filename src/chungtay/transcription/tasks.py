"""Documents that nobody posted go in their time, whether anybody comes back or not."""

from django.utils import timezone

from chungtay.transcription import actions

try:
    from django.tasks import task
except ImportError:  # before Django 6
    from django_tasks import task  # type: ignore[no-redef,unused-ignore]


@task()
def expire_transcripts() -> None:
    """Delete what has expired."""
    actions.close_expired(by=None, at=timezone.now())
