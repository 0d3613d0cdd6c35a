"""What is printed of the list: the paper itself, and certificates of those who are chosen."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.blood.models import HonourGiven
from chungtay.blood.views.donors import named
from chungtay.documents.formats import MEDIA_TYPES, Format, html, written
from chungtay.honours import queries
from chungtay.honours.formats import certificates_pdf, list_workbook
from chungtay.honours.forms import RecordHonours
from chungtay.honours.queries import HonourLine
from chungtay.honours.rules.certificates import Certificate, honour_certificate
from chungtay.honours.rules.papers import HonouredDonor, HonourList, Issuer, compose_list
from chungtay.honours.templatetags.honour_words import tier_words
from chungtay.people.rules.profiles import Profile

from .asking import INTERNAL, PRINTED, PUBLISHED, Looked, looked

FOR_OFFICE = "noi-bo"
MOST_NAMES, MOST_PAGES = 3000, 500
FILES: dict[Format, Callable[[HonourList], bytes]] = {
    Format.PDF: lambda of: written(compose_list(of), Format.PDF),
    Format.DOCX: lambda of: written(compose_list(of), Format.DOCX),
    Format.XLSX: list_workbook,
}


@require_safe
def honour_list(request: HttpRequest) -> HttpResponse:
    """The list as a paper: to publish (names of those who agreed), or for the office; to print, PDF, DOCX, XLSX."""
    page, form = looked(request), request.GET.get("format", "")
    if form and form not in FILES:
        raise Http404
    if len(page.found.lines) > MOST_NAMES:
        return _too_many(request, len(page.found.lines), MOST_NAMES)
    internal = request.GET.get("cho") == FOR_OFFICE
    named_ones = [line for line in page.found.lines if internal or line.named]
    profiles = named(request, [line.donor for line in named_ones], INTERNAL if internal else PUBLISHED)
    with translation.override("vi"):  # the paper is in Vietnamese, whatever the reader's language
        paper = _paper(page, profiles, internal)
        if form:
            return file_of(FILES[Format(form)](paper), f"{paper.title}.{form}", MEDIA_TYPES[Format(form)])
        body = mark_safe(html.body(compose_list(paper), lambda _figure: ""))  # noqa: S308 - escaped by formats.html
    asked = request.GET.copy()
    back = f"{reverse('honours')}?{asked.urlencode()}"
    return render(request, "honours/honour_list.html", {
        "paper": paper, "body": body, "query": asked.urlencode(), "files": list(FILES), "back": back,
    })  # fmt: skip


def _paper(page: Looked, profiles: dict[int, Profile], internal: bool) -> HonourList:
    units = page.seen.structure.units_of({line.donor.unit_id for line in page.found.lines}, page.asked.last)
    donors = tuple(_listed(line, profiles, units[line.donor.unit_id].name) for line in page.found.lines)
    issuer = queries.issuer_of(page.seen.structure, page.whose, page.seen.on)
    return HonourList(issuer, page.asked.first, page.asked.last, donors, "; ".join(page.found.sources), internal)


def _listed(line: HonourLine, profiles: dict[int, Profile], unit: str) -> HonouredDonor:
    known = profiles.get(line.donor.person_id)
    return HonouredDonor(
        unit, known.name if known else "", tier_words(line.tier.code), line.tier.least, line.times, line.reached_on,
        line.urgent, line.named, line.handed_on, line.donor.pk,
        known.born_on.year if known and known.born_on else None,
    )  # fmt: skip


@require_POST
def honour_certificates(request: HttpRequest) -> HttpResponse:
    """A certificate for each who was chosen, in one file."""
    page = looked(request)
    chosen = set(request.POST.getlist("mark"))
    lines = [line for line in page.found.lines if str(line.donor.pk) in chosen]
    if not lines:
        messages.error(request, _("Chưa chọn ai."))
        return redirect(f"{reverse('honours')}?{request.GET.urlencode()}")
    if len(lines) > MOST_PAGES:
        return _too_many(request, len(lines), MOST_PAGES)
    form = RecordHonours(request.POST, offered={}, on=page.seen.on)
    form.is_valid()
    names = named(request, [line.donor for line in lines], PRINTED)
    units = page.seen.structure.units_of({line.donor.unit_id for line in lines}, page.asked.last)
    issuer = queries.issuer_of(page.seen.structure, page.whose, page.seen.on)
    marks = queries.highest_marks([line.donor.pk for line in lines])
    with translation.override("vi"):
        pages = [
            _certificate(
                page,
                issuer,
                line,
                marks.get(line.donor.pk) if line.handed_on else None,
                names[line.donor.person_id].name,
                units[line.donor.unit_id].name,
                form,
            )
            for line in lines
        ]
    accent, logo = queries.look()
    found = certificates_pdf(issuer, pages, accent=accent, logo=logo, on=page.asked.last)
    return file_of(found, f"Giấy ghi nhận hiến máu ({len(pages)}).pdf", MEDIA_TYPES[Format.PDF])


def _certificate(
    page: Looked, issuer: Issuer, line: HonourLine, mark: HonourGiven | None, name: str, unit: str,
    form: RecordHonours,
) -> Certificate:  # fmt: skip
    told, until = form.cleaned_data, mark.given_on if mark else page.asked.last
    day = mark.given_on if mark else told.get("given_on")
    return honour_certificate(
        issuer, name=name, unit=unit, tier=tier_words(line.tier.code), times=mark.donations if mark else line.times,
        until=until,
        day=day if day and day >= until else None,
        paper=mark.paper if mark else told.get("paper", ""),
    )  # fmt: skip


def _too_many(request: HttpRequest, found: int, most: int) -> HttpResponse:
    told = _("Có %(found)s người, mỗi tệp nhiều nhất %(most)s. Hãy chọn ít đơn vị hơn hoặc khoảng ngày ngắn hơn.")
    messages.error(request, told % {"found": found, "most": most})
    return redirect(f"{reverse('honours')}?{request.GET.urlencode()}")


def file_of(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, which no cache keeps."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name.replace("/", "-")),
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse(data, content_type=kind, headers=headers)
