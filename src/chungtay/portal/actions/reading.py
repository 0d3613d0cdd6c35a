"""How often articles are opened."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from chungtay.accounts.models import User
from chungtay.portal.models import ArticlePage, ReadCount


@transaction.atomic
def note_reads(*, by: User | None, at: datetime, on: date, times: Mapping[int, int]) -> None:
    """Add openings by article to a day's counts; of articles that are gone, nothing."""
    there = set(ArticlePage.objects.filter(pk__in=times).values_list("pk", flat=True))
    for pk in sorted(there):
        row, _ = ReadCount.objects.get_or_create(article_id=pk, day=on)
        ReadCount.objects.filter(pk=row.pk).update(times=F("times") + times[pk])
