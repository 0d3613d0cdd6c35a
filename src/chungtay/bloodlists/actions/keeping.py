"""Lists held for a change, and what of them is sealed."""

from datetime import date
from typing import Final

from chungtay.accounts.models import User
from chungtay.bloodlists.formats.sealed import staged_bytes
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.queries.lists import seal_keys, seal_place
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodlists.rules.states import ListState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed
from chungtay.organizations.queries import may
from chungtay.organizations.rules import Permission

NOT_YOURS: Final = gettext_noop("Không có quyền điều phối hiến máu cho đơn vị này.")
GONE: Final = gettext_noop("Danh sách này không còn ở đây: đã ghi, đã bỏ hoặc đã hết hạn giữ.")


def check_reach(by: User | None, unit_id: int, on: date) -> None:
    """Raises Refusal where the person does not coordinate for the unit; the machine (None) may."""
    if by is not None and not may(by, Permission.COORDINATE_BLOOD, unit_id, on):
        raise Refusal(NOT_YOURS)


def open_one(by: User | None, list_id: int) -> BloodList:
    """The person's own list that is not recorded, locked. Raises Refusal."""
    row = BloodList.objects.select_for_update().filter(pk=list_id, state=ListState.OPEN, opened_by=by).first()
    if row is None:
        raise Refusal(GONE)
    return row


def seal_staged(row: BloodList, staged: Staged) -> None:
    """Keep a list with what was said of it."""
    row.content = sealed(staged_bytes(staged), keys=seal_keys(), bound_to=seal_place("content", row.pk))
    row.save(update_fields=["content"])


def seal_told(listed: ListedDonor, told: bytes) -> None:
    """Keep whom a row names, or what was before."""
    listed.told = sealed(told, keys=seal_keys(), bound_to=seal_place("told", listed.pk))
    listed.save(update_fields=["told"])
