"""`chungtay call-out --request FILE`: open what a verified hospital contact asks for and call the first wave."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.callout.actions import call_wave, open_request
from chungtay.callout.formats.files import RequestFile, request_file
from chungtay.callout.formats.snapshots import ranked_donor
from chungtay.callout.models import BloodRequest, CallWave
from chungtay.callout.queries import Roll, against, roll_of, standing_contacts
from chungtay.callout.rules.states import Tier
from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop, reason

NOT_READ = gettext_noop("Không đọc được tệp %(path)s: %(why)s")
NO_CONTACT = gettext_noop("Không có đúng một đầu mối bệnh viện “%(name)s” đã xác minh.")


class _Undone(Exception):
    """Takes back what a dry run did."""


class Command(HouseCommand):
    """Answers with the list in the order of calling, each donor by number with what the order compared; no name or phone
    number is printed. `--dry-run` does the same and takes it back."""

    help = "Mở một yêu cầu máu khẩn cấp và gọi đợt đầu."

    def add_arguments(self, parser: CommandParser) -> None:
        fields = _(
            "tệp JSON: contact (số hoặc tên bệnh viện), product (rbc, whole_blood, plasma, plt_aph), abo, rhd, units,"
            " needed_at (ISO), urgency (critical, urgent, planned), antigen_neg, patient {sex, age, anti_d,"
            " regularly_transfused}, rhd_override, minor_override, basis (full_screen, article_15), boxes"
            " {facility_remote, doctor_indicated, nearest_centre_contacted, consent_signed, head_confirmed}"
        )
        parser.add_argument("--request", metavar="FILE", required=True, help=fields)
        parser.add_argument("--dry-run", action="store_true", help=_("chỉ lập danh sách, không ghi gì"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        at, path = timezone.now(), options["request"]
        try:
            asked = request_file(Path(path).read_bytes(), timezone.get_current_timezone())
        except OSError as error:
            raise Refusal(NOT_READ, path=path, why=reason(error)) from None
        told: dict[str, Any] = {}
        try:
            with transaction.atomic():
                told = _called(asked, at)
                if options["dry_run"]:
                    raise _Undone
        except _Undone:
            told |= {"dry_run": True, "request": None}
        if options["json"]:
            self.answer(told)
            return
        for place, one in enumerate(told["order"], start=1):
            self.stdout.write(f"{place}. #{one['donor']} {' '.join(one['reasons'])}")
        counts = {"size": len(told["order"]), "tier": told["tier"], "success": told["success"]}
        self.stdout.write(_("%(size)s người, phạm vi %(tier)s, xác suất đủ %(success)s.") % counts)


def _called(asked: RequestFile, at: datetime) -> dict[str, Any]:
    row = open_request(
        by=None, at=at, contact_id=_contact(asked, at), need=asked.need, units=asked.units, urgency=asked.urgency,
        needed_at=asked.needed_at, basis=asked.basis, boxes=asked.boxes,
    )  # fmt: skip
    request = row.merged_into or row
    roll = roll_of(request.unit_id, at)
    wave = None if row.merged_into else call_wave(by=None, at=at, request_id=request.pk)
    request.refresh_from_db()
    return {
        "request": request.pk,
        "merged": row.merged_into is not None,
        "dry_run": False,
        "tier": wave.tier if wave else request.tier,
        "national": request.steps.filter(kind="national").exists(),
        "size": len(wave.seen["order"]) if wave else 0,
        "missing": wave.seen["missing"] if wave else request.units,
        "chance": wave.seen["chance"] if wave else None,
        "success": wave.seen["success"] if wave else 0.0,
        "enough": bool(wave and wave.seen["enough"]),
        "rules": wave.seen["rules"] if wave else None,
        "digest": wave.seen["digest"] if wave else None,
        "order": [_told(row, wave) for row in wave.seen["order"]] if wave else [],
        "excluded": _excluded(request, roll, at),
    }


def _told(row: list[Any], wave: CallWave) -> dict[str, Any]:
    """A donor of the list, and why at this place, in the order of comparing."""
    one = ranked_donor(row)
    why = [
        "identical_group" if one.match_rank == 0 else "compatible_group",
        "on_roster" if one.on_roster else "not_on_roster",
        f"band_{one.band}",
        f"calls_365_{one.calls_365}",
        f"last_called_{one.last_called_on}" if one.last_called_on else "never_called",
    ]
    return {
        "donor": one.number, "match_rank": one.match_rank, "on_roster": one.on_roster, "band": one.band, "km": one.km,
        "calls_365": one.calls_365, "last_called_on": one.last_called_on, "wave": wave.number, "reasons": why,
    }  # fmt: skip


def _excluded(request: BloodRequest, roll: Roll, at: datetime) -> dict[str, int]:
    """How many donors each reason keeps from being called, of those who were not called for this request."""
    called = set(request.calls.values_list("donor", flat=True))
    rest = [number for number in roll.muster.cards if number not in called]
    found = against(request, roll, at, Tier(request.tier), rest)
    return dict(Counter(reason.value.upper() for _number, reasons in found for reason in reasons).most_common())


def _contact(asked: RequestFile, at: datetime) -> int:
    rows = standing_contacts(None, timezone.localdate(at)).exclude(verified_at=None)
    named = {"pk": asked.contact} if isinstance(asked.contact, int) else {"hospital": asked.contact}
    found = list(rows.filter(**named)[:2])
    if len(found) != 1:
        raise Refusal(NO_CONTACT, name=asked.contact)
    return found[0].pk
