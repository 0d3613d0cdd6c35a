"""The workbench of a drive: who signed up, by slot, how far each has come, what the rules say of the day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Q

from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donation, Drive, DriveResult, SignUp
from chungtay.blood.queries import drives_of, facts_of, health_of, rule_book, told_funnel
from chungtay.blood.queries.drives import kept_of
from chungtay.blood.rules.signing import slot_places
from chungtay.blood.rules.states import SignUpState
from chungtay.bloodrules.rules.counting import UnitConvention
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import eligibility
from chungtay.bloodrules.rules.funnel import Funnel, units_counted
from chungtay.bloodrules.rules.kinds import ExclusionReason, Product
from chungtay.bloodrules.rules.rulesets import DonorRules
from chungtay.kernel.text import folded, sort_key
from chungtay.people.queries import profiles
from chungtay.people.rules.profiles import Profile

WAITING, HERE, DONE = "waiting", "here", "done"
_TOLD: Final = ("registered", "came", "eligible", "donated", "bags", "told_at")
STAGES: Final = {
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
    facts: HealthFacts
    reasons: tuple[ExclusionReason, ...]
    ml: int | None

    @property
    def warns(self) -> tuple[ExclusionReason, ...]:
        """What the doctor should hear, while nothing is decided."""
        return self.reasons if self.sign_up.state in STAGES[WAITING] | {SignUpState.CAME} else ()


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


def board_drive(units: Collection[int], pk: int) -> tuple[Drive | None, list[int], tuple[DriveResult, ...]]:
    """A drive of units with its partners and the versions of its result, in one statement."""
    rows = list(
        drives_of(units).filter(pk=pk).order_by("results").annotate(
            partner=F("partners"), result=F("results"), teller=F("results__told_by__name"),
            **{f"told_{name}": F(f"results__{name}") for name in _TOLD},
        )
    )  # fmt: skip
    partners = sorted({vars(row)["partner"] for row in rows if vars(row)["partner"]})
    results = {vars(row)["result"]: row for row in rows if vars(row)["result"]}
    return rows[0] if rows else None, partners, tuple(_result(pk, vars(row)) for pk, row in results.items())


def _result(pk: int, row: Mapping[str, Any]) -> DriveResult:
    found = DriveResult(pk=pk, **{name: row[f"told_{name}"] for name in _TOLD})
    vars(found)["teller"] = row["teller"]
    return found


def sign_ups_of(drive: Drive) -> list[SignUp]:
    """Everybody who ever signed up, with donor and person."""
    return list(drive.sign_ups.select_related("donor__person"))


def donations_of(drive: Drive) -> list[Donation]:
    """What was given at the drive, and whatever those who signed up gave before and after."""
    signed = drive.sign_ups.values("donor")
    return list(Donation.objects.filter(Q(drive=drive) | Q(donor__in=signed), withdrawn_because=""))


def rules_at(drive: Drive) -> DonorRules:
    """The rules that hold at the drive."""
    return rule_book(drive.held_on).rules(drive.unit_id, drive.centre)


def board(
    drive: Drive, rows: Sequence[SignUp], given: Sequence[Donation], results: Sequence[DriveResult], rules: DonorRules
) -> Board:
    """Numbers of a drive, and what may be chosen on its day: sizes of bags, causes of deferral."""
    told = told_funnel(results[-1]) if results else None
    kept = kept_of(rows, [one for one in given if one.drive_id == drive.pk])
    return Board(kept, tuple(results), told, rules.counts_as, rules.bags, tuple(rules.periods))


def stages_of(rows: Iterable[SignUp]) -> dict[str, int]:
    """How many stand in each stage."""
    states = Counter(row.state for row in rows)
    return {stage: sum(states[state] for state in among) for stage, among in STAGES.items()}


def wanted(rows: Iterable[SignUp], asked: BoardAsked) -> list[SignUp]:
    """Those that are asked for and whose persons stand."""
    found = [row for row in rows if row.donor.person.erased_at is None and row.donor.person.merged_into_id is None]
    found = [row for row in found if not asked.stage or row.state in STAGES[asked.stage]]
    if words := folded(asked.words).split():
        names = profiles(row.donor.person for row in found)
        found = [row for row in found if all(word in folded(names[row.donor.person_id].name) for word in words)]
    return found


def board_slots(
    drive: Drive, rows: Sequence[SignUp], shown: Sequence[SignUp], lines: Mapping[int, BoardLine]
) -> list[BoardSlot]:
    """The slots in order, with the sign-ups that are shown, by name."""
    by_slot: dict[str, list[BoardLine]] = {}
    for row in sorted(shown, key=lambda row: (sort_key(lines[row.pk].profile.name), row.pk)):
        by_slot.setdefault(row.slot, []).append(lines[row.pk])
    taken = Counter(row.slot for row in rows if row.state != SignUpState.WITHDRAWN)
    places = slot_places(drive.slots)
    starts = [*places, *sorted(by_slot.keys() - places.keys() - {""}), *([""] if "" in by_slot else [])]
    return [BoardSlot(s, places.get(s, 0), taken[s], tuple(by_slot.get(s, ()))) for s in starts]


def board_lines(
    drive: Drive, shown: Sequence[SignUp], given: Sequence[Donation], names: Mapping[int, Profile], rules: DonorRules
) -> dict[int, BoardLine]:
    """Each sign-up that is shown, by id: what was given here, and what the rules say of the donor on the day without it."""
    here = {one.donor_id: one.ml for one in given if one.drive_id == drive.pk}
    before: dict[int, list[Given]] = {}
    for one in given:
        if one.donor_id and one.drive_id != drive.pk:
            before.setdefault(one.donor_id, []).append(Given(one.given_on, one.component, one.ml))
    donors = [row.donor for row in shown]
    facts = facts_of(donors)
    health = health_of(donors, facts, before)
    return {
        row.pk: BoardLine(
            row, names[row.donor.person_id], facts[row.donor_id],
            eligibility(health[row.donor_id], rules, drive.held_on, Product.WHOLE_BLOOD).reasons, here.get(row.donor_id),
        )
        for row in shown
    }  # fmt: skip


def signed_up(drive: Drive) -> int:
    """How many are signed up and did not withdraw."""
    return drive.sign_ups.exclude(state=SignUpState.WITHDRAWN).count()
