"""What is handed to the actions: units and successions that are to be, checked for shape."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.rules.kinds import SuccessionKind, UnitKind

# How every chapter is called in full; names leave it out where an office does.
CHAPTER = "Hội Chữ thập đỏ"
_SHORT_FORMS = {"TX": "thị xã", "TX.": "thị xã", "TP": "thành phố", "TP.": "thành phố"}

_UNIT_CODE = re.compile(r"^[a-z0-9]+([.-][a-z0-9]+)*$")
_CLUSTER_CODE = re.compile(r"^[a-z0-9]+([.-][a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
_BAD_UNIT_CODE = gettext_noop("Mã đơn vị “%(code)s” không đúng mẫu: chữ thường, số, dấu chấm (ví dụ 22.206)")
_BAD_CLUSTER_CODE = gettext_noop("Mã cụm “%(code)s” không đúng mẫu: mã đơn vị chủ quản, dấu /, tên (ví dụ 22/cum-2)")
_TOO_MUCH = gettext_noop("Phần chuyển của đơn vị số %(old)s ngày %(day)s là %(share)s: không quá 1, giữ lại thì dưới 1")
_NAMELESS = gettext_noop("Đơn vị %(code)s chưa có tên")


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """A unit's name, kind and parent for some days; the parent by its code on the first of them."""

    name: str
    kind: UnitKind
    parent_code: str | None
    valid_from: date
    valid_to: date | None = None
    short_name: str = ""
    designation: str = ""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A new unit with the versions of its whole life, in time order and without a hole."""

    code: str
    versions: tuple[VersionDraft, ...]
    area_id: int | None = None

    @property
    def valid_from(self) -> date:
        """First day of its life."""
        return self.versions[0].valid_from

    @property
    def valid_to(self) -> date | None:
        """End of its life, half-open."""
        return self.versions[-1].valid_to


@dataclass(frozen=True, slots=True)
class SuccessionDraft:
    """What becomes of a unit; `new_id` None: dissolved. No share: equal among its successors, and itself if it goes on."""

    old_id: int
    new_id: int | None
    on: date
    kind: SuccessionKind
    basis: str
    share_num: int | None = None
    share_den: int | None = None


def check_unit(draft: UnitDraft) -> None:
    """Raises Refusal for a code out of pattern or a version without a name."""
    if not _UNIT_CODE.match(draft.code):
        raise Refusal(_BAD_UNIT_CODE, code=draft.code)
    if not draft.versions or not all(version.name.strip() for version in draft.versions):
        raise Refusal(_NAMELESS, code=draft.code)


def check_cluster_code(code: str) -> None:
    """Raises Refusal for a cluster code out of pattern."""
    if not _CLUSTER_CODE.match(code):
        raise Refusal(_BAD_CLUSTER_CODE, code=code)


def check_shares(drafts: Collection[SuccessionDraft]) -> None:
    """Raises Refusal if the shares given for one old unit on a day pass the whole, or leave it nothing where it goes on."""
    shared: dict[tuple[int, date], Fraction] = defaultdict(Fraction)
    going_on = {(draft.old_id, draft.on) for draft in drafts if draft.kind == SuccessionKind.PART}
    for draft in drafts:
        if draft.share_num is not None and draft.share_den is not None:
            shared[draft.old_id, draft.on] += Fraction(draft.share_num, draft.share_den)
    for (old_id, on), share in shared.items():
        if share > 1 or (share == 1 and (old_id, on) in going_on):
            raise Refusal(_TOO_MUCH, old=old_id, day=f"{on:%d/%m/%Y}", share=share)


def written_out(name: str) -> str:
    """An office's short form in full: "Hội CTĐ TX Quảng Yên" is "Hội Chữ thập đỏ thị xã Quảng Yên"."""
    words = name.replace("Hội CTĐ", CHAPTER, 1).replace("TP.", "TP. ", 1).replace("TX.", "TX. ", 1).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)
