"""What the pages of a list show: wrong rows to be mended, remarks on the others, columns with samples, what is flagged."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from chungtay.blood.models import Donation
from chungtay.blood.queries import rules_for
from chungtay.blood.rules.given import list_source
from chungtay.bloodlists.models import BloodList
from chungtay.bloodlists.rules.columns import IGNORED, ListField
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodlists.rules.states import GroupFate, RowFate
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import too_near
from chungtay.exchange.formats import column_letter
from chungtay.kernel.errors import Refusal

from .checking import JudgedRow, Verdict

PER_PAGE, MOST_REMARKS = 50, 100
HIDDEN = "…%s"


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell of a wrong row: its field on the page, place ("D12"), heading, text, what is wrong with it."""

    name: str
    place: str
    heading: str
    text: str
    problems: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A wrong row: cells to be mended, the rest to be read (phone numbers by their last digits), what concerns all of it."""

    row: int
    wrong: tuple[WrongCell, ...]
    rest: tuple[tuple[str, str], ...]
    problems: tuple[Refusal, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its place and letter, heading, first cells, what it is taken for and whether by hand, what is wrong."""

    index: int
    letter: str
    heading: str
    sample: str
    meaning: str
    by_hand: bool
    problem: Refusal | None


@dataclass(frozen=True, slots=True)
class Remarks:
    """Rows that are right and worth a look, the first of each kind: nobody found, inside the interval, groups, volumes."""

    unlinked: tuple[JudgedRow, ...]
    near: tuple[JudgedRow, ...]
    replaced: tuple[JudgedRow, ...]
    contradicting: tuple[JudgedRow, ...]
    odd: tuple[JudgedRow, ...]


def wrong_rows(staged: Staged, told: Verdict, page: int, opened: int = 0) -> list[WrongRow]:
    """A page of the wrong rows."""
    return [_wrong_row(staged, told, row, opened) for row in told.wrong_rows[(page - 1) * PER_PAGE :][:PER_PAGE]]


def pages_of(told: Verdict) -> int:
    """How many pages the wrong rows fill."""
    return max(1, -(-len(told.wrong_rows) // PER_PAGE))


def _wrong_row(staged: Staged, told: Verdict, number: int, opened: int) -> WrongRow:
    here = [problem for problem in told.problems if problem.row == number]
    row, meanings, wrong, rest = staged.row(number), staged.meanings, [], []
    general = tuple(problem.refusal for problem in here if problem.column is None)
    whole = bool(general) or opened == number
    for index, heading in enumerate(staged.headings):
        text = row[index] if index < len(row) else ""
        said = tuple(problem.refusal for problem in here if problem.column == index)
        hidden = meanings[index] == ListField.PHONE
        if said or (whole and not hidden and meanings[index] not in ("", IGNORED)):
            letter = column_letter(index + staged.left)
            wrong.append(WrongCell(f"cell-{number}-{index}", f"{letter}{number}", heading or letter, text, said))
        elif text and heading:
            rest.append((heading, HIDDEN % text[-3:] if hidden else text))
    return WrongRow(number, tuple(wrong), tuple(rest), general, whole)


def columns_of(staged: Staged, problems: dict[int | None, Refusal]) -> list[ListColumn]:
    """The columns that have a heading or hold anything."""
    samples: dict[int, list[str]] = {}
    meanings, filled = staged.meanings, staged.filled
    for _number, row in staged.below():
        for index, cell in enumerate(row):
            if cell and len(samples.setdefault(index, [])) < 2:
                text = HIDDEN % cell[-3:] if meanings.get(index) == ListField.PHONE else cell
                samples[index].append(shorten(text, 40, placeholder="…"))
    return [
        ListColumn(
            index, column_letter(index + staged.left), heading, " · ".join(samples.get(index, ())), meanings[index],
            index in staged.columns, problems.get(index),
        )
        for index, heading in enumerate(staged.headings)
        if heading or index in filled
    ]  # fmt: skip


def remarks_of(told: Verdict) -> Remarks:
    """What is worth a look before the list is recorded."""
    new = [judged for judged in told.rows if judged.fate == RowFate.NEW]
    kinds = (
        (judged for judged in new if judged.link.donor_id is None),
        (judged for judged in new if judged.near_on),
        (judged for judged in told.rows if judged.group == GroupFate.REPLACES),
        (judged for judged in told.rows if judged.group == GroupFate.CONTRADICTS),
        (judged for judged in new if judged.odd),
    )
    return Remarks(*(tuple(kind)[:MOST_REMARKS] for kind in kinds))


def flagged_of(row: BloodList) -> list[tuple[Donation, date | None]]:
    """Donations of a recorded list inside the interval, with the other day; what was withdrawn since is not among them."""
    own = Donation.objects.filter(source=list_source(row.pk), withdrawn_because="", flagged=True, donor__isnull=False)
    found = list(own.order_by("given_on", "pk")[:MOST_REMARKS])
    others: dict[int, list[tuple[int, Given]]] = {}
    standing = Donation.objects.filter(donor__in={one.donor_id for one in found}, withdrawn_because="")
    for other in standing:
        others.setdefault(other.donor_id or 0, []).append((other.pk, Given(other.given_on, other.component, other.ml)))
    rules = rules_for(row.unit_id, max((one.given_on for one in found), default=date.max))
    return [
        (one, too_near([given for pk, given in others[one.donor_id or 0] if pk != one.pk],
                       Given(one.given_on, one.component, one.ml), rules))
        for one in found
    ]  # fmt: skip
