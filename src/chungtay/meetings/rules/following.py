"""What became of a conclusion: its last step says how it stands; nothing that is open passes a meeting in silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chungtay.kernel.errors import Refusal, gettext_noop

from .drafts import StepDraft
from .states import ENDED, ConclusionState

NEEDS_DUE = gettext_noop("Đã đến hạn %(day)s; chuyển kỳ sau thì ghi hạn mới.")
NEEDS_REASON = gettext_noop("Chuyển kỳ sau hoặc thôi thực hiện thì phải ghi lý do.")
AGAIN_NEEDS_REASON = gettext_noop("Kết luận này đã kết thúc; muốn ghi tiếp thì phải ghi lý do.")
BELOW_NEEDS_REASON = gettext_noop("Số liệu trong sổ chưa đạt giá trị cần đạt; vẫn ghi đã xong thì phải ghi lý do.")
DUE_TOO_EARLY = gettext_noop("Hạn phải sau ngày %(day)s.")
_NOT_HELD = gettext_noop("Hội nghị chưa họp, hoặc chưa ghi thành phần có mặt.")
_NOT_TOLD = gettext_noop("Chưa ghi có mặt hay vắng: %(who)s.")
_NOBODY_CAME = gettext_noop("Không đơn vị nào có mặt: hãy hủy hội nghị, hoặc dời sang ngày khác.")
_NO_MINUTES = gettext_noop("Chưa có biên bản.")
_UNSPOKEN = gettext_noop("Hội nghị chưa nói đến kết luận còn mở: “%(text)s”.")


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is kept; `meeting_id` and `said_on`, its day, None: said between two meetings."""

    id: int
    state: ConclusionState
    reason: str
    owner_id: int | None
    due: date | None
    meeting_id: int | None
    at: datetime
    by: str | None = None
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a conclusion stands: the last state, who has it now, until when."""

    state: ConclusionState
    owner_id: int
    due: date

    @property
    def is_open(self) -> bool:
        """Is something still to be done?"""
        return self.state not in ENDED

    def overdue(self, on: date) -> bool:
        """Has its day passed while it is open?"""
        return self.is_open and self.due < on


def standing(owner_id: int, due: date, steps: Sequence[Step]) -> Standing:
    """How a conclusion stands after its steps, in their order; open where nothing was said yet."""
    for step in steps:
        owner_id, due = step.owner_id or owner_id, step.due or due
    return Standing(steps[-1].state if steps else ConclusionState.OPEN, owner_id, due)


def check_step(step: StepDraft, before: Standing, day: date, *, below: bool) -> None:
    """Raise Refusal for a step that needs a reason and has none, a new day that is not after `day`, or none where it goes
    on and its day is over.

    `below`: there is a value to reach, and the figure is not there.
    """
    if step.due is not None and step.due <= day:
        raise Refusal(DUE_TOO_EARLY, day=f"{day:%d/%m/%Y}")
    if step.state == ConclusionState.CARRIED and (step.due or before.due) <= day:
        raise Refusal(NEEDS_DUE, day=f"{before.due:%d/%m/%Y}")
    if step.reason.strip():
        return
    if step.state in (ConclusionState.CARRIED, ConclusionState.DROPPED):
        raise Refusal(NEEDS_REASON)
    if not before.is_open:
        raise Refusal(AGAIN_NEEDS_REASON)
    if step.state == ConclusionState.DONE and below:
        raise Refusal(BELOW_NEEDS_REASON)


def objections(
    *, held: bool, untold: Sequence[str], came: bool, minutes: bool, unspoken: Iterable[str]
) -> list[Refusal]:
    """What stands against closing a meeting: `untold` those asked of whom nobody said whether they came; `came`: did any
    unit?"""
    found = [] if held else [Refusal(_NOT_HELD)]
    if held and untold:
        found.append(Refusal(_NOT_TOLD, who=", ".join(untold)))
    elif held and not came:
        found.append(Refusal(_NOBODY_CAME))
    if not minutes:
        found.append(Refusal(_NO_MINUTES))
    return [*found, *(Refusal(_UNSPOKEN, text=text) for text in unspoken)]
