"""What must be said beside figures: who has not reported, what is estimated, what could not be placed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from chungtay.documents.rules import STATE_WORDS, Paragraph, ParagraphStyle, Run

from .material import Fact, Flagged
from .telling import silent
from .wording import exact_in_words, joined, lowered, some_of

FEW_INDICATORS = 4


def note(text: str) -> Paragraph:
    """A remark in smaller type."""
    return Paragraph((Run(text, italic=True),), ParagraphStyle.NOTE)


def silence(facts: Iterable[Fact], subject: str) -> Paragraph | None:
    """What to print where a field has nothing to tell: the state in words, else None."""
    facts = [fact for fact in facts if fact.state != "not_applicable"]
    if not facts or any(fact.positive for fact in facts):
        return None
    state = silent(facts) or ("not_reported" if any(fact.state == "not_reported" for fact in facts) else "zero")
    return Paragraph((Run(f"{subject}: "), Run(STATE_WORDS[state], facts[0].reference), Run(".")))


def remarks(facts: Iterable[Fact], *, leave_out: tuple[str, ...] = (), silent: bool = False) -> list[Paragraph]:
    """Notes under a section; `leave_out` are the missing units that were named for the whole report already.

    `silent`: the section already says that nobody reported.
    """
    facts = [fact for fact in facts if fact.state != "not_applicable"]
    found = [] if silent else [note(text) for text in _missing(facts, leave_out)]
    if estimated := [fact for fact in facts if fact.estimated]:
        parts = [f"{lowered(f.name)} {exact_in_words(f.estimated, f)}" for f in estimated]
        found.append(note(f"Trong đó là số liệu ước: {'; '.join(parts)}."))
    if unplaced := [fact for fact in facts if fact.unplaced]:
        parts = [f"{lowered(f.name)} {exact_in_words(f.unplaced, f)}" for f in unplaced]
        found.append(
            note(f"Số khai gộp cho khoảng dài hơn kỳ báo cáo, chưa tách được nên chưa tính: {'; '.join(parts)}.")
        )
    for fact in facts:
        if fact.state == "not_enough":
            found.append(note(f"{fact.name}: {STATE_WORDS['not_enough']} để tính."))
    return found


def flag_remarks(facts: Mapping[str, Fact], flagged: Iterable[Flagged]) -> list[Paragraph]:
    """Declarations of these indicators that do not fit, for whoever has to mend them."""
    crossing, above = [], []
    for flag in (flag for flag in flagged if flag.indicator in facts):
        fact = facts[flag.indicator]
        name = f"{flag.unit}: {lowered(fact.name)} {exact_in_words(flag.value, fact)} ({months(flag.first, flag.last)})"
        if flag.crossed:
            crossing.append(f"{name}, chéo với {flag.crossed}")
        else:
            above.append(f"{name}, chi tiết đã là {exact_in_words(flag.beneath, fact)}")
    told = (
        ("Số khai chéo với số khai trước nên chưa tính", crossing),
        ("Số ghi chi tiết vượt số khai, cần đối chiếu", above),
    )
    return [note(f"{what}: {'; '.join(parts)}.") for what, parts in told if parts]


def months(first: date, last: date) -> str:
    """A span of whole months: 03/2024 - 09/2024."""
    return f"{first:%m/%Y} - {last:%m/%Y}" if first.replace(day=1) != last.replace(day=1) else f"{first:%m/%Y}"


def _missing(facts: Iterable[Fact], leave_out: tuple[str, ...]) -> Iterator[str]:
    nobody = [fact for fact in facts if not fact.reported and set(fact.missing) - set(leave_out)]
    if unsaid := [fact for fact in nobody if not fact.positive]:
        yield f"Chưa có đơn vị nào báo cáo {_listed(unsaid)}."
    if from_above := [fact for fact in nobody if fact.positive]:  # the unit's own work, or what it declared for all
        yield f"Chưa có đơn vị trực thuộc nào báo cáo riêng {_listed(from_above)}."
    by_units: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.reported and (left := tuple(name for name in fact.missing if name not in leave_out)):
            by_units[left].append(fact)
    for units, concerned in by_units.items():
        yield f"Chưa báo cáo {_listed(concerned)}: {some_of(units)} (số liệu trên chưa gồm các đơn vị này)."


def _listed(facts: list[Fact]) -> str:
    names = [lowered(fact.name) for fact in facts]
    if len(names) > FEW_INDICATORS:
        names = [*names[:FEW_INDICATORS], f"{len(names) - FEW_INDICATORS} chỉ tiêu khác"]
    return joined(names)


def missing_everywhere(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Short names of the units that are missing from every figure which somebody owed."""
    owed = [set(fact.missing) for fact in facts if fact.expected and fact.state != "not_applicable"]
    if not owed:
        return ()
    common = set.intersection(*owed)
    return tuple(name for fact in facts for name in fact.missing if name in common)[: len(common)]
