"""Articles as lists show them: live ones alone, the newest first."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import F, QuerySet, Sum, Window
from django.db.models.functions import RowNumber, Substr
from wagtail.models import Page

from chungtay.kernel.days import VIET_NAM, day_of
from chungtay.kernel.text import folded
from chungtay.portal.models import ArticlePage

LEAST_WORD = 2  # letters


def article_list(under: Page) -> QuerySet[ArticlePage]:
    """Live articles anywhere below a page, the newest first, without their bodies."""
    return ArticlePage.objects.live().descendant_of(under).defer("body", "folded").order_by("-shown_at", "-pk")


def latest(under: Page, count: int) -> Sequence[ArticlePage]:
    """The newest so many."""
    return list(article_list(under)[:count])


def latest_by_section(front: Page, count: int) -> QuerySet[ArticlePage]:
    """The newest so many of each section right below a front page; `top`: the path of that section."""
    top = Substr("path", 1, len(front.path) + front.steplen)
    newest = [F("shown_at").desc(), F("pk").desc()]
    rows = article_list(front).annotate(top=top)
    return rows.annotate(rank=Window(RowNumber(), partition_by=F("top"), order_by=newest)).filter(rank__lte=count)


def related(article: ArticlePage, section: Page, count: int) -> Sequence[ArticlePage]:
    """The newest others of the same section."""
    return list(article_list(section).exclude(pk=article.pk)[:count])


def most_read(under: Page, on: date, count: int, days: int = 30) -> Sequence[ArticlePage]:
    """Opened most within so many days before a day."""
    rows = article_list(under).filter(reads__day__gt=on - timedelta(days=days), reads__day__lte=on)
    return list(rows.annotate(opened=Sum("reads__times")).order_by("-opened", "-shown_at")[:count])


def articles_of_day(under: Page, day: date) -> QuerySet[ArticlePage]:
    """What appeared on a day of Viet Nam."""
    first = datetime(day.year, day.month, day.day, tzinfo=VIET_NAM)
    return article_list(under).filter(shown_at__gte=first, shown_at__lt=first + timedelta(days=1))


def found_articles(under: Page, text: str) -> QuerySet[ArticlePage]:
    """Articles that hold every word of a text, accents or not; none where no word is long enough."""
    words = [word for word in folded(text).split() if len(word) >= LEAST_WORD]
    rows = article_list(under)
    for word in words:
        rows = rows.filter(folded__contains=word)
    return rows if words else rows.none()


def newest_day(under: Page) -> date | None:
    """The day of Viet Nam on which the newest article appeared."""
    newest = article_list(under).values_list("shown_at", flat=True).first()
    return day_of(newest) if newest else None


def days_beside(under: Page, day: date) -> tuple[date | None, date | None]:
    """The nearest days before and after one that have articles."""
    first = datetime(day.year, day.month, day.day, tzinfo=VIET_NAM)
    rows = ArticlePage.objects.live().descendant_of(under).values_list("shown_at", flat=True)
    before = rows.filter(shown_at__lt=first).order_by("-shown_at").first()
    after = rows.filter(shown_at__gte=first + timedelta(days=1)).order_by("shown_at").first()
    return (day_of(before) if before else None, day_of(after) if after else None)
