"""A delivery as it is handed in: who gave what, to whom, when, because of what."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chungtay.ledger.rules import Amount, RecordDraft


class Work(StrEnum):
    """What kind of work a delivery is: it says under which indicators it counts."""

    GIFT = "gift"
    ADDRESS = "address"
    HOUSE = "house"
    LIVELIHOOD = "livelihood"
    DISABILITY = "disability"
    SCHOOLING = "schooling"
    SOCIAL = "social"
    VISIT = "visit"
    HEALTH = "health"
    MEAL = "meal"
    FIRST_AID = "first_aid"
    DISASTER = "disaster"
    OTHER = "other"  # counts only by what it names itself


class ValueKind(StrEnum):
    """What a value consists of (tag value:...)."""

    CASH = "cash"
    GOODS = "goods"
    SERVICES = "services"
    LABOUR = "labour"
    CONVERTED = "converted"


class GroupHelped(StrEnum):
    """Groups of people that offices report on (tag group:...)."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    AGENT_ORANGE = "agent_orange"
    DISABLED = "disabled"
    PATIENT = "patient"
    ELDERLY_ALONE = "elderly_alone"
    ORPHAN = "orphan"
    CHILD = "child"
    DISASTER_HIT = "disaster_hit"
    VOLUNTEER_IN_NEED = "volunteer_in_need"
    OTHER = "other"


class DeliveryState(StrEnum):
    """Whether a version of a delivery counts."""

    STANDING = "standing"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class EvidenceState(StrEnum):
    """Whether a photo still belongs to its record."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing given.

    Goods, services and labour: `quantity` times 10**quantity_scale of `unit_word`, at `unit_price` đồng each, the
    price from `price_source`. Cash: `amount` times 10**amount_scale of `currency`; not in đồng it keeps its currency
    and `rate`, the đồng for one unit of it times 10**4. `counts_as`: the indicator that the quantity counts under
    (live.cows, goods.rice), with its own scale.
    """

    kind: ValueKind
    item: str = ""
    quantity: int = 0
    quantity_scale: int = 0
    unit_word: str = ""
    unit_price: int = 0
    price_source: str = ""
    amount: int = 0
    amount_scale: int = 0
    currency: str = "VND"
    rate: int | None = None
    counts_as: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """What was given on `occurred_on` (of a window the last day, `since` its first).

    `count`: how many of what the work counts (gifts, houses, portions). Programmes, disasters by code.
    """

    unit_id: int
    key: str
    occurred_on: date
    title: str
    work: Work
    lines: tuple[Line, ...] = ()
    since: date | None = None
    turns: int | None = None
    households: int | None = None
    count: int | None = None
    groups: tuple[GroupHelped, ...] = ()
    programmes: tuple[str, ...] = ()
    disasters: tuple[str, ...] = ()
    also: tuple[Amount, ...] = ()
    partners: tuple[int, ...] = ()
    place_id: int | None = None
    giver: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery ready for the ledger: its record, and what only `aid` keeps."""

    record: RecordDraft
    partners: tuple[int, ...] = ()
    place_id: int | None = None
    giver: str = ""
    work: Work = Work.OTHER
    turns: int | None = None
    households: int | None = None
    count: int | None = None
    groups: tuple[GroupHelped, ...] = ()
    lines: tuple[Line, ...] = field(default=())
