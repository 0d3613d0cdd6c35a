"""The workbench of a drive: who signed up, by slot, how far each has come, what the rules say of the day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chungtay.blood.models import Drive, DriveResult, SignUp
from chungtay.blood.queries import kept_funnel, rule_book, told_funnel
from chungtay.blood.queries.pages import DonorLine, lines_of
from chungtay.blood.rules.results import Funnel, units_counted
from chungtay.blood.rules.signing import slot_places
from chungtay.blood.rules.states import SignUpState
from chungtay.bloodrules.rules.counting import UnitConvention
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.kernel.text import folded, sort_key
from chungtay.people.queries import profiles
from chungtay.people.rules.profiles import Profile

WAITING, HERE, DONE = "waiting", "here", "done"
STAGES = {
    WAITING: frozenset({SignUpState.REGISTERED}),
    HERE: frozenset({SignUpState.CAME, SignUpState.ELIGIBLE}),
    DONE: frozenset({SignUpState.DONATED, SignUpState.DEFERRED, SignUpState.NO_SHOW, SignUpState.WITHDRAWN}),
}


@dataclass(frozen=True, slots=True)
class BoardAsked:
    """Whom to show: words of a name, a stage ("": everybody)."""

    words: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A sign-up with who it is and what the rules say of the donor on the drive's day; `ml`: what was given."""

    sign_up: SignUp
    profile: Profile
    donor: DonorLine
    ml: int | None

    @property
    def warns(self) -> tuple[ExclusionReason, ...]:
        """What the doctor should hear, while nothing is decided: that the donor rests does not matter to who is here."""
        if self.sign_up.state not in STAGES[WAITING] | {SignUpState.CAME}:
            return ()
        return tuple(reason for reason in self.donor.reasons if reason is not ExclusionReason.INACTIVE)


@dataclass(frozen=True, slots=True)
class BoardSlot:
    """One slot ("": none): its places (0: not limited), how many are taken, the lines that are shown."""

    start: str
    places: int
    taken: int
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A drive on its day. `kept`: one by one; `told`: the latest result; `units`: both in the chapter's units of blood;
    `behind`: the result is below what was kept since."""

    kept: Funnel
    results: tuple[DriveResult, ...]
    told: Funnel | None
    convention: UnitConvention
    sizes: tuple[int, ...]
    causes: tuple[str, ...]

    @property
    def units(self) -> int:
        """What stands, in the chapter's units of blood."""
        return units_counted((self.told or self.kept).counted, self.convention)

    @property
    def behind(self) -> bool:
        """Was more kept one by one than the result says?"""
        if self.told is None:
            return False
        steps = zip(self.kept.steps(), self.told.steps(), strict=True)
        more = any(kept > told for (_name, kept), (_same, told) in steps)
        return more or any(number > self.told.bags.get(ml, 0) for ml, number in self.kept.bags.items())


def board(drive: Drive) -> Board:
    """Numbers of a drive, and what may be chosen on its day: sizes of bags, causes of deferral."""
    rules = rule_book(drive.held_on).rules(drive.unit_id, drive.centre)
    results = tuple(drive.results.select_related("told_by"))
    told = told_funnel(results[-1]) if results else None
    return Board(kept_funnel(drive), results, told, rules.counts_as, rules.bags, tuple(rules.periods))


def sign_ups_of(drive: Drive) -> list[SignUp]:
    """Everybody who ever signed up and whose person stands."""
    rows = drive.sign_ups.filter(donor__person__erased_at=None, donor__person__merged_into=None)
    return list(rows.select_related("donor__person", "donor__unit"))


def stages_of(rows: Iterable[SignUp]) -> dict[str, int]:
    """How many stand in each stage."""
    states = Counter(row.state for row in rows)
    return {stage: sum(states[state] for state in among) for stage, among in STAGES.items()}


def wanted(rows: Iterable[SignUp], asked: BoardAsked) -> list[SignUp]:
    """Those that are asked for."""
    found = [row for row in rows if not asked.stage or row.state in STAGES[asked.stage]]
    if words := folded(asked.words).split():
        names = profiles(row.donor.person for row in found)
        found = [row for row in found if all(word in folded(names[row.donor.person_id].name) for word in words)]
    return found


def board_slots(
    drive: Drive, rows: Sequence[SignUp], shown: Sequence[SignUp], names: Mapping[int, Profile]
) -> list[BoardSlot]:
    """The slots in order, with the sign-ups that are shown, by name."""
    ordered = sorted(shown, key=lambda row: (sort_key(names[row.donor.person_id].name), row.pk))
    given = dict(drive.donations.filter(withdrawn_because="", donor__isnull=False).values_list("donor", "ml"))
    told = lines_of((row.donor for row in ordered), drive.held_on, rule_book(drive.held_on))
    by_slot: dict[str, list[BoardLine]] = {}
    for row, line in zip(ordered, told, strict=True):
        found = BoardLine(row, names[row.donor.person_id], line, given.get(row.donor_id))
        by_slot.setdefault(row.slot, []).append(found)
    taken = Counter(row.slot for row in rows if row.state != SignUpState.WITHDRAWN)
    places = slot_places(drive.slots)
    starts = [*places, *sorted(by_slot.keys() - places.keys() - {""}), *([""] if "" in by_slot else [])]
    return [BoardSlot(s, places.get(s, 0), taken[s], tuple(by_slot.get(s, ()))) for s in starts]


def signed_up(drive: Drive) -> int:
    """How many are signed up and did not withdraw."""
    return drive.sign_ups.exclude(state=SignUpState.WITHDRAWN).count()
