"""The results, field by field: which sentences tell them, and which indicators belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from chungtay.reports.data import sentences

from .material import Fact
from .telling import Sentence


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the results.

    `main` are the figures whose silence is told too; codes that begin with one of `prefixes` belong here; `lasting`
    parts stand in every report, the others only when they have something to tell.
    """

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    main: tuple[str, ...]
    prefixes: tuple[str, ...]
    lasting: bool = True


OVERALL = Field(
    "overall",
    "Kết quả chung",
    sentences.OVERALL,
    ("total.turns", "total.value", "people.reached"),
    ("total.", "people."),
)
SOCIAL = Field(
    "social", "Công tác xã hội và các chương trình", sentences.SOCIAL, ("social.turns", "social.value"),
    ("social.", "gift.", "visit.", "dis.", "edu.", "live.", "infra.", "fish.", "nutr.", "goods."),
)  # fmt: skip
HEALTH = Field(
    "health",
    "Chăm sóc sức khỏe, nồi cháo nhân đạo",
    sentences.HEALTH,
    ("health.cases", "health.value", "meal.localities"),
    ("health.", "meal."),
)
BLOOD = Field(
    "blood", "Hiến máu tình nguyện", sentences.BLOOD + sentences.BLOOD_DETAIL, ("blood.units",), ("blood.", "organ.")
)
HOUSE = Field("house", "Nhà nhân đạo", sentences.HOUSE, ("house.built", "house.value"), ("house.",))
ADDRESS = Field("address", "Địa chỉ nhân đạo", sentences.ADDRESS, ("address.assisted", "address.value"), ("address.",))
DISASTER = Field(
    "disaster", "Phòng ngừa, ứng phó thảm họa; cứu trợ thiên tai", sentences.DISASTER,
    ("disaster.gifts", "disaster.value"), ("disaster.",),
)  # fmt: skip
OTHER = Field(
    "other", "Sơ cấp cứu, truyền thông, xây dựng quỹ", sentences.OTHER, (),
    ("firstaid.", "communication.", "campaign.", "fund.", "tracing.", "intl."), lasting=False,
)  # fmt: skip
ORGANIZATION = Field(
    "organization",
    "Xây dựng tổ chức Hội",
    sentences.ORGANIZATION,
    ("org.chapters", "org.members", "org.volunteers"),
    ("org.",),
)
EMULATION = Field("emulation", "Thi đua, khen thưởng", sentences.EMULATION, (), ("emu.",))
FIELDS = (OVERALL, SOCIAL, HEALTH, BLOOD, HOUSE, ADDRESS, DISASTER, OTHER, ORGANIZATION, EMULATION)
HEADLINES = ((OVERALL,), (SOCIAL,), (HEALTH,), (BLOOD, HOUSE))  # the lines of a summary


def field_of(code: str) -> Field:
    """The part of the results that an indicator belongs to; what a chapter added stands under the other work."""
    return next((field for field in FIELDS if code.startswith(field.prefixes)), OTHER)


def spoken(field: Field, facts: Mapping[str, Fact]) -> list[Fact]:
    """The figures that a part speaks of: those that count, and its main ones; sites that are told need no localities."""
    sites = facts.get("meal.sites")
    told = {"meal.localities"} if sites and sites.positive else set()
    return [fact for code, fact in facts.items() if fact.positive or (code in field.main and code not in told)]
