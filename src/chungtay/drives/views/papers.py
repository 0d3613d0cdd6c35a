"""Papers of a drive: the sheet of the day, the poster, and what to say to who signed up."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.accounts.views.doors import person
from chungtay.blood.models import Donor, Drive
from chungtay.blood.rules.signing import slot_places
from chungtay.blood.rules.states import DriveState
from chungtay.design.rules.accent import HOUSE, tokens_of
from chungtay.design.templatetags.writing import day, short_day
from chungtay.documents.formats import MEDIA_TYPES, Format, written
from chungtay.drives.formats.posters import Poster, poster
from chungtay.drives.queries import signing
from chungtay.drives.rules.giving import giving_lines
from chungtay.drives.rules.sheets import DaySheet, SheetLine, day_sheet
from chungtay.organizations.queries import Sight, logo_bytes
from chungtay.people.actions import open_profiles

from .planning import coordinated
from .public import spoken

PRINTED, REMINDED = gettext_noop("in danh sách ngày hiến máu"), gettext_noop("nhắc lịch hiến máu")
MOST_INVITED = 50  # names opened at once; who signed up makes room for the next
INVITATION = gettext_noop("Hội Chữ thập đỏ mời hiến máu: %(when)s, tại %(place)s. Xem và đăng ký: %(link)s")
REMINDER = gettext_noop(
    "Hội Chữ thập đỏ nhắc lịch hiến máu: %(when)s, tại %(place)s. Xem lại, đổi giờ hoặc rút: %(link)s"
)


@never_cache
@require_safe
def drive_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Names and years of birth by slot, to print; the audit book says whose names were printed."""
    seen, _units, drive = coordinated(request, pk)
    rows = list(signing.signed(drive))
    persons = [row.donor.person for row in rows]
    names = open_profiles(by=person(request), at=timezone.now(), persons=persons, why=PRINTED)
    places = slot_places(drive.slots)
    slots: dict[str, list[SheetLine]] = defaultdict(list, {slot: [] for slot in places})
    for row in rows:
        if told := names.get(row.donor.person_id):
            slots[row.slot].append(SheetLine(row.pk, told.name, str(told.born_on.year) if told.born_on else ""))
    sheet = DaySheet(
        _issuer(seen, drive), drive.name, drive.place, drive.held_on, slots, places, signing.drive_rules(drive).bags
    )
    return _file(written(day_sheet(sheet), Format.PDF), f"danh-sach-{drive.pk}.pdf")


@require_safe
def drive_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """Place, day, hours, who may give, and the code of the public sign-up; in Vietnamese, whoever asks."""
    seen, _units, drive = coordinated(request, pk)
    look = signing.look_above(drive)
    hours = list(slot_places(drive.slots))
    partners = seen.structure.units_of(drive.partners.values_list("pk", flat=True), drive.held_on).values()
    with translation.override("vi"):
        besides = [_("Nơi tiếp nhận máu: %s") % drive.centre] if drive.centre else []
        besides += [_("Phối hợp: %s") % ", ".join(one.name for one in partners)] if partners else []
        page = poster(Poster(
            issuer=look.name or _issuer(seen, drive), title=drive.name, day=day(drive.held_on), hours=_hours(hours),
            place=drive.place, besides=besides,
            giving=[spoken(line) for line in giving_lines(signing.drive_rules(drive))],
            address=request.build_absolute_uri(reverse("public_drive", args=[drive.token])), contact=look.contact,
            accent=tokens_of(look.accent or HOUSE)["light"]["accent"],
            logo=logo_bytes(look.logo) if look.logo else None, on=drive.held_on,
        ))  # fmt: skip
    return _file(page, f"ap-phich-{drive.pk}.pdf")


@never_cache
@require_safe
def remind_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """A text for everyone who signed up, and for those who may give on that day: who allows it alone. To copy into a chat."""
    seen, units, drive = coordinated(request, pk)
    takes = drive.state == DriveState.OPEN and drive.held_on >= seen.on
    below = seen.structure.descendant_ids([drive.unit_id]) & units
    found = signing.to_write(below, drive, invites=takes)
    first = found.free[:MOST_INVITED]
    persons = [donor.person for donor in (*(donor for donor, _slot in found.signed), *first)]
    names = open_profiles(by=person(request), at=timezone.now(), persons=persons, why=REMINDED)

    def said(message: str, donor: Donor, slot: str) -> str:
        own, public = reverse("own_drive", args=[donor.token, drive.pk]), reverse("public_drive", args=[drive.token])
        when = f"{slot}, {short_day(drive.held_on)}" if slot else short_day(drive.held_on)
        link = request.build_absolute_uri(
            own if donor.unit_id in units else public
        )  # another unit's own page is not ours
        return _(message) % {"when": when, "place": drive.place, "link": link}

    with translation.override("vi"):  # donors are written to in Vietnamese
        lines = [(one, slot, names.get(one.person_id), said(REMINDER, one, slot)) for one, slot in found.signed]
        asked = [(one, "", names.get(one.person_id), said(INVITATION, one, "")) for one in first]
    told = {"drive": drive, "lines": lines, "asked": asked, "takes": takes, "invited": len(found.free)}
    return render(request, "drives/remind_signed.html", told)


def _hours(hours: list[str]) -> str:
    return ", ".join(hours) if len(hours) < 7 else f"{hours[0]} – {hours[-1]}"


def _issuer(seen: Sight, drive: Drive) -> str:
    unit = seen.structure.unit_by_id(drive.unit_id, drive.held_on)
    return unit.name if unit else ""


def _file(data: bytes, name: str) -> HttpResponse:
    shown = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(data, content_type=MEDIA_TYPES[Format.PDF], headers=shown)
