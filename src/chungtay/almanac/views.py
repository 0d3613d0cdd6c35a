"""The public calendar: a page, and a file that calendar programs follow."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.almanac.formats import CalendarEvent, calendar_bytes
from chungtay.almanac.queries import OpenEvent, agenda


@require_safe
def open_calendar(request: HttpRequest) -> HttpResponse:
    """Drives and public meetings, to come and of the last year."""
    return render(request, "almanac/calendar.html", {"found": agenda(timezone.localdate()), "here": "calendar"})


@require_safe
def open_calendar_file(request: HttpRequest) -> HttpResponse:
    """The same for calendar programs; what was called off stays, and says so."""
    found = agenda(timezone.localdate())
    name = _("Lịch của %(chapter)s") % {"chapter": found.chapter.name}
    events = [_event(item) for item in (*reversed(found.past), *found.coming)]
    headers = {"Content-Disposition": content_disposition_header(False, "lich.ics")}
    return HttpResponse(calendar_bytes(name, events), content_type="text/calendar; charset=utf-8", headers=headers)


def _event(item: OpenEvent) -> CalendarEvent:
    """Its name holds the site's own address, whatever address it was asked at."""
    host = urlsplit(settings.CHUNGTAY_ADDRESS).hostname or "localhost"
    begins, ends = (
        timezone.make_aware(datetime.combine(item.on, at)) if at else None for at in (item.begins, item.ends)
    )
    address = f"{settings.CHUNGTAY_ADDRESS}{reverse('public_drive', args=(item.token,))}" if item.token else ""
    return CalendarEvent(
        uid=f"{item.key}@{host}", stamp=item.changed_at, on=item.on, summary=item.title, place=item.place,
        description=item.host, address=address, begins=begins, ends=ends, sequence=item.changes, called_off=item.called_off,
    )  # fmt: skip
