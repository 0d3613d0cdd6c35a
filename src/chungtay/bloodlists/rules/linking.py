"""Who of the known donors a row names, and what its group does to the one that is kept."""

from dataclasses import dataclass, replace

from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.groups import TypedGroup, settled
from chungtay.kernel.text import folded
from chungtay.people.rules.profiles import Profile

from .rows import ListedPerson
from .states import GroupFate


@dataclass(frozen=True, slots=True)
class Link:
    """The one donor, or who may be it; `elsewhere`: the phone number is a donor's of units that are not looked at."""

    donor_id: int | None = None
    candidates: tuple[int, ...] = ()
    elsewhere: bool = False


def same_person(person: ListedPerson, profile: Profile) -> bool:
    """Is it certainly the same? The phone number and a name or birthday that agree; else name, as spelled, and birthday."""
    if person.phone and person.phone == profile.phone:
        return _alike(person, profile) or bool(person.born_on and person.born_on == profile.born_on)
    named = ListedPerson(profile.name).spelling == person.spelling
    other = bool(person.phone and profile.phone)  # two numbers may be two people of one name
    return named and not other and person.born_on is not None and person.born_on == profile.born_on


def may_be(person: ListedPerson, profile: Profile) -> bool:
    """May it be the same: the same number, or a name alike and no other birthday?"""
    if person.phone and person.phone == profile.phone:
        return True
    year = profile.born_on.year if profile.born_on else None
    other_day = person.born_on and profile.born_on and person.born_on != profile.born_on
    other_year = person.born_year and year and person.born_year != year
    return _alike(person, profile) and not other_day and not other_year


def linked(person: ListedPerson, profiles: dict[int, Profile]) -> Link:
    """Among donors that may be meant: the only one who certainly is, else all of them to choose from."""
    sure = [donor for donor, profile in profiles.items() if same_person(person, profile)]
    if len(sure) == 1:
        return Link(sure[0])
    return Link(None, tuple(sorted(sure or (d for d, profile in profiles.items() if may_be(person, profile)))))


def _alike(person: ListedPerson, profile: Profile) -> bool:
    return folded(person.name) == folded(profile.name)


def group_fate(kept: TypedGroup, told: BloodGroup, centre: str) -> tuple[GroupFate, TypedGroup]:
    """What a centre's typing does: parts that it does not say stay; what another centre typed otherwise is never replaced."""
    if told.abo is None and told.rhd is None:
        return GroupFate.SAME, kept
    if not kept.confirmed:
        after = settled(kept, TypedGroup(told, True, centre))
        said = kept.group
        differs = any(a and b and a != b for a, b in ((said.abo, told.abo), (said.rhd, told.rhd)))
        return (GroupFate.REPLACES if differs else GroupFate.NEW), after
    pairs = ((kept.group.abo, told.abo), (kept.group.rhd, told.rhd))
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return GroupFate.CONTRADICTS, kept
    whole = BloodGroup(kept.group.abo or told.abo, kept.group.rhd or told.rhd)
    return (GroupFate.SAME if whole == kept.group else GroupFate.NEW), replace(kept, group=whole)
