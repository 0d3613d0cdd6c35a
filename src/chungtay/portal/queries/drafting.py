"""What an article is drafted from, where it goes, and whether one stands already."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import translation

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.meetings.models import Meeting
from chungtay.meetings.queries import meeting_page, meeting_row, visits_of
from chungtay.meetings.rules.states import MeetingState
from chungtay.organizations.queries import Sight, Structure, structure
from chungtay.organizations.rules import Permission
from chungtay.portal.formats import is_illustrative, parts_of
from chungtay.portal.models import ArticlePage, FrontPage, SectionPage
from chungtay.portal.rules.genre import Draft, Held, article_of, article_of_meeting
from chungtay.reports.queries import Published, file_of, publication, published

from .frame import front_in, sections

NO_PORTAL = gettext_noop("Chưa mở cổng thông tin nên chưa soạn được bài.")
NO_SECTION = gettext_noop("Cổng thông tin chưa có chuyên mục nào; hãy thêm một chuyên mục trước.")
NOT_CLOSED = gettext_noop("Hội nghị chưa kết thúc nên chưa soạn được bài.")
NOT_KEPT = gettext_noop("Bản phát hành này không có tệp HTML nên không soạn được bài.")
Told = tuple[str, Published | None, Callable[[], Draft]]


def standing_draft(origin: str) -> ArticlePage | None:
    """The article that was drafted from it, whatever became of it since; the first, if it was copied."""
    return ArticlePage.objects.filter(drafted_from=origin).order_by("pk").first()


def drafting_section() -> SectionPage:
    """The first section of the portal: an editor moves the article on. Raises Refusal where there is none."""
    front = front_in(settings.LANGUAGE_CODE)
    if front is None:
        raise Refusal(NO_PORTAL)
    for section in sections(front, deep=False):
        return section
    raise Refusal(NO_SECTION)


def drafts_news(seen: Sight) -> bool:
    """May the person write for the portal that stands?"""
    code = FrontPage.objects.filter(live=True).order_by("path").values_list("unit_code", flat=True).first()
    unit = seen.structure.unit_within(code, seen.on, seen.on) if code else None
    return unit is not None and any(seen.may(one, unit.id) for one in (Permission.EDIT_PORTAL, Permission.PUBLISH))


def told_of_publication(number: int) -> Told:
    """A publication by name, itself, and the article that its own bytes give. Raises Refusal where they were not kept."""
    found, page = publication(number), file_of(number, "html")
    if found is None or page is None:
        raise Refusal(NOT_KEPT)
    return (
        f"publication:{number}",
        found,
        lambda: article_of(parts_of(page), found.title, illustrative=is_illustrative(page)),
    )


def told_of_meeting(number: int, on: date) -> Told:
    """The newest published review of a closed meeting's scope and period; without one, what the meeting itself kept."""
    row, known = meeting_row(number), structure()
    if row is None or row.state != MeetingState.CLOSED:
        raise Refusal(NOT_CLOSED)
    for found in published(row.of, row.first_on, row.last_on):
        return told_of_publication(found.id)
    return f"meeting:{number}", None, lambda: article_of_meeting(_held(row, on, known))


def _held(row: Meeting, on: date, known: Structure) -> Held:
    with translation.override("vi"):
        page = meeting_page(row, on, known)
    visits = visits_of(row.held_on, {unit.id for unit in page.units}, known)
    return Held(
        title=row.title, on=row.held_on, part_of_day=row.part_of_day, place=row.place, scope=page.scope,
        host=row.host_called or page.host.name, came=tuple(one.unit.short_name for one in page.asked if one.unit and one.attended),
        concluded=tuple(one.text for one in page.own), households=sum(visit.households for visit in visits),
        visits_place=row.visits_place,
    )  # fmt: skip
