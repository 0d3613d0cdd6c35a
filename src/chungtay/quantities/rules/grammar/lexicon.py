"""The words of the grammar, loaded once: units, hedges, names that hold numbers, cues of meaning (`quantities/data`)."""

import json
from pathlib import Path
from typing import Final, NamedTuple

from chungtay.kernel.numbers import Precision
from chungtay.kernel.phrases import Phrases, inverted

_DATA: Final = Path(__file__).parents[2] / "data"
_UNITS: Final[dict[str, dict[str, list[str]]]] = json.loads((_DATA / "units.json").read_text(encoding="utf-8"))
_CUES: Final = json.loads((_DATA / "cues.json").read_text(encoding="utf-8"))
# What the names of rules mean to an officer.
REASONS: Final[dict[str, str]] = json.loads((_DATA / "reasons.json").read_text(encoding="utf-8"))


class Unit(NamedTuple):
    """A unit as the office spells it, and the class it belongs to (money, people, gift, place ...)."""

    name: str
    group: str


UNITS: Final = Phrases(
    {
        phrase: Unit(name, group)
        for group, units in _UNITS.items()
        for name, phrases in units.items()
        for phrase in phrases
    }
)
PERCENT: Final = Unit("%", "measure")
DONG: Final = Unit("đồng", "money")
# How a unit is called behind the stroke of a price: đồng/suất, đồng/nhà.
PER_NAMES: Final = {
    "suất quà": "suất", "phần quà": "phần", "lượt người": "lượt", "trẻ em": "trẻ", "tỉnh, thành": "tỉnh",
}  # fmt: skip

BEFORE: Final = Phrases({word: Precision(name) for word, name in inverted(_CUES["hedges"]).items()})
AFTER: Final = Phrases({word: Precision(name) for word, name in inverted(_CUES["after"]).items()})
_NOT_NAMES: Final = dict.fromkeys(_CUES["not_names"], False)
NAME_ALWAYS: Final = Phrases({**dict.fromkeys(_CUES["name_always"], True), **_NOT_NAMES})
NAME_UNLESS_COUNTED: Final = Phrases({**dict.fromkeys(_CUES["name_unless_counted"], True), **_NOT_NAMES})
NEEDY: Final = frozenset(_CUES["needy"])
TIME: Final = frozenset(_CUES["time"])
DATE_BEFORE: Final = Phrases(dict.fromkeys(_CUES["date_before"], True))
GIVING: Final = frozenset(_CUES["giving"])
ONE_OF: Final = frozenset(_CUES["one_of"])
NOTHING: Final = frozenset(_CUES["nothing"])
STOCK_UNITS: Final = frozenset(_CUES["stock_units"])
STOCK_IF_HAD: Final = frozenset(_CUES["stock_if_had"])
WORDS: Final = {name: frozenset(words) for name, words in _CUES["words"].items()}  # of stocks
YOUTH: Final = Phrases(dict.fromkeys(_CUES["youth"], True))


def _roles() -> dict[str, frozenset[str]]:
    """Each cue with the roles it plays."""
    roles: dict[str, set[str]] = {}
    for role, phrases in _CUES["roles"].items():
        for phrase in phrases:
            roles.setdefault(phrase, set()).add(role)
    return {phrase: frozenset(names) for phrase, names in roles.items()}


ROLES: Final = Phrases(_roles())
# Every phrase of the lexicon, those first that are likelier where two lose their accents and agree.
PHRASES: Final = (
    *inverted(_CUES["hedges"]),
    *(phrase for group in _UNITS.values() for phrases in group.values() for phrase in phrases),
    *_roles(),
    *_CUES["name_always"],
    *_CUES["time"],
    *_CUES["name_unless_counted"],
    *_CUES["after"]["at_least"],
    *_CUES["nothing"],
)
