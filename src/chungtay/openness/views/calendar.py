"""The public calendar as a file that calendar programs follow."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.openness.formats import CalendarEvent, calendar_bytes
from chungtay.openness.queries.agenda import OpenEvent, agenda


@require_safe
def open_calendar_file(request: HttpRequest) -> HttpResponse:
    """The same as the page, to come and of the last year."""
    found = agenda(timezone.localdate())
    name = _("Lịch của %(chapter)s") % {"chapter": found.chapter.name}
    events = [_event(item) for item in (*reversed(found.past), *found.coming)]
    return HttpResponse(calendar_bytes(name, events), content_type="text/calendar; charset=utf-8")


def _event(item: OpenEvent) -> CalendarEvent:
    """Its name holds the site's own address, whatever address it was asked at."""
    host = urlsplit(settings.CHUNGTAY_ADDRESS).hostname or "localhost"
    moments = [timezone.make_aware(datetime.combine(item.on, at)) if at else None for at in (item.begins, item.ends)]
    address = f"{settings.CHUNGTAY_ADDRESS}{reverse('public_drive', args=(item.token,))}" if item.token else ""
    return CalendarEvent(
        uid=f"{item.key}@{host}", stamp=item.written_at, on=item.on, summary=item.title, place=item.place,
        description=item.host, address=address, begins=moments[0], ends=moments[1],
    )  # fmt: skip
