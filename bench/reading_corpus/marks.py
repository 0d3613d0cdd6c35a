"""Documents with marked figures: `[trên 22.200]{lượt người; total.turns; stock; plan=120}` (README.md beside)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
LATER: Final = FOLDER / "later"  # written when the grammar stood, to make it broader: all seen
KINDS: Final = {
    "stock": "stock",
    "target": "target",
    "rate": "unit_price_or_rate",
    "context": "context_not_own_result",
    "part": "participation",
}
PRECISIONS: Final = {
    "more_than": ("trên", "hơn", ">", "tren", "hon"),
    "nearly": ("gần", "ngót", "gan"),
    "about": ("khoảng", "chừng", "ước đạt", "ước tính", "ước", "xấp xỉ", "trên dưới", "~", "khoang", "độ", "tầm"),
    "at_least": ("ít nhất", "tối thiểu", "không dưới", "không thấp hơn", "không ít hơn", "≥", "toi thieu", "it nhat"),
    "at_most": ("tối đa", "nhiều nhất", "không quá", "không vượt quá", "dưới", "toi da"),
}
COMPARISONS: Final = {
    "plan": "plan_pct",
    "over": "plan_over_pct",
    "ly": "prev_pct",
    "lyabs": "prev_abs",
    "share": "share_pct",
    "outof": "out_of",
}
TAGS: Final = {
    "#tet": "programme:tet_nhan_ai",
    "#tnd": "programme:thang_nhan_dao",
    "#yagi": "disaster:yagi_2024",
    "#cash": "value:cash",
    "#goods": "value:goods",
    "#conv": "value:converted",
}
_THOUSAND, _MILLION, _MILLIARD = ("nghìn", "ngàn", "nghin", "k"), ("triệu", "trieu", "tr"), ("tỷ", "tỉ", "ty")
_SCALES: Final = {
    **dict.fromkeys(_THOUSAND, 10**3),
    **dict.fromkeys(_MILLION, 10**6),
    **dict.fromkeys(_MILLIARD, 10**9),
}
_MARK: Final = re.compile(r"\[([^\[\]]+)\]\{([^{}]*)\}")
_WORDS: Final = "|".join(sorted(_SCALES, key=len, reverse=True))
_PART: Final = re.compile(rf"(\d[\d.]*(?:,\d+)?)\s*((?:{_WORDS})(?:\s+(?:tỷ|tỉ|ty))?)?(?!\w)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Days:
    """First and last day; `rough` where only their years are certain."""

    first: date
    last: date
    rough: bool = False


@dataclass(frozen=True)
class Gold:
    """A figure as an officer would state it; `part_of` is the place of its whole in the document's list, -1 if unsure.

    Where two readings are as good, several units, kinds and indicators stand; `each` is for one of several, so that
    `suất quà/xã` is right beside `suất quà`.
    """

    start: int
    end: int
    as_written: str
    value: Decimal
    value_to: Decimal | None
    units: tuple[str, ...]
    each: bool
    precision: str
    kinds: tuple[str, ...]
    indicators: tuple[str | None, ...]
    tags: frozenset[str]
    organization: str | None
    period: Days | None
    comparison: tuple[str, Decimal] | None
    unsure_comparison: bool
    part_of: int | None


@dataclass(frozen=True)
class Marked:
    """A document: its plain text, where its lines stand, its figures, and spans that may be read or not (`free`)."""

    name: str
    genre: str
    text: str
    lines: tuple[tuple[str, int, int], ...]  # what it is (title, dateline, paragraph, item), first and last place
    dated: date | None
    figures: tuple[Gold, ...]
    free: tuple[tuple[int, int], ...]
    vague: tuple[tuple[int, int], ...]
    distractors: int  # numbers that are no figures: dates, laws, ages, phones, ...
    decomposed: bool

    @property
    def seen(self) -> bool:
        """Whether those who write the grammar may look at it."""
        return not self.name.startswith(("unseen_", "fresh_"))


def corpus(folder: Path = FOLDER) -> list[Marked]:
    """All documents, by name."""
    return [marked(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def marked(name: str, source: str) -> Marked:
    """One document from its marked text."""
    head, _, body = source.partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    text, lines, figures, free, vague, named = "", [], [], [], [], {"?": -1}
    for kind, line in _lines(header, body):
        start, position = len(text), 0
        for found in _MARK.finditer(line):
            text += line[position : found.start()]
            position, place = found.end(), (len(text), len(text) + len(found[1]))
            text += found[1]
            if found[2] in ("free", "vague"):
                (free if found[2] == "free" else vague).append(place)
                continue
            gold, label, whole = _gold(found[1], found[2], place, header)
            figures.append((gold, whole))
            named[label or object()] = len(figures) - 1
        text += line[position:]
        lines.append((kind, start, len(text)))
        text += "\n"
    whole = tuple(replace(gold, part_of=named[of] if of else None) for gold, of in figures)
    return Marked(
        name=name,
        genre=header["genre"],
        text=text,
        lines=tuple(lines),
        dated=date.fromisoformat(header["dated"]) if "dated" in header else None,
        figures=whole,
        free=tuple(free),
        vague=tuple(vague),
        distractors=_distractors(text, [(gold.start, gold.end) for gold in whole] + free, whole),
        decomposed=header.get("unicode") == "decomposed",
    )


def _lines(header: dict[str, str], body: str) -> Iterator[tuple[str, str]]:
    for kind in ("title", "dateline"):
        if kind in header:
            yield kind, header[kind]
    for line in body.splitlines():
        if line.strip():
            yield ("item" if line.startswith("- ") else "paragraph"), line


def _gold(
    written: str, options: str, place: tuple[int, int], header: dict[str, str]
) -> tuple[Gold, str | None, str | None]:
    unit, code, *rest = (part.strip() for part in options.split(";"))
    said = dict(part.split("=", 1) for part in rest if "=" in part)
    words = [part for part in rest if "=" not in part]
    value, value_to = _number(said.get("v", written)), _number(said["to"]) if "to" in said else None
    kind = next((KINDS[word] for word in words if word in KINDS), KINDS.get(header.get("kind", ""), "result"))
    comparison = next(((kind_, _number(said[key])) for key, kind_ in COMPARISONS.items() if key in said), None)
    unknown = set(words) - KINDS.keys() - PRECISIONS.keys() - TAGS.keys() - {"result", "exact", "either", "each"}
    unknown |= said.keys() - COMPARISONS.keys() - {"v", "to", "org", "per", "id", "of", "cmp"}
    if unknown:
        raise ValueError(f"{written}: {unknown}")
    if "result" in words:
        kind = "result"
    gold = Gold(
        start=place[0],
        end=place[1],
        as_written=written,
        value=value,
        value_to=value_to,
        units=tuple(unit.split("|")),
        each="each" in words,
        precision="range" if value_to is not None else _precision(written, words),
        kinds=("result", "stock") if "either" in words else (kind,),
        indicators=tuple(None if one == "-" else one for one in code.split("/")),
        tags=frozenset(TAGS[word] for word in words if word in TAGS),
        organization=None if (name := said.get("org", header.get("org", "-"))) == "-" else name,
        period=days(said.get("per", header.get("period", "-"))),
        comparison=comparison,
        unsure_comparison=said.get("cmp") == "?",
        part_of=None,
    )
    return gold, said.get("id"), said.get("of")


def _precision(written: str, words: list[str]) -> str:
    explicit = next((word for word in words if word in PRECISIONS or word == "exact"), None)
    if explicit:
        return explicit
    low = written.lower()
    hedges = sorted(
        ((hedge, name) for name, all_ in PRECISIONS.items() for hedge in all_), key=lambda pair: -len(pair[0])
    )
    return next((name for hedge, name in hedges if low.startswith(hedge)), "exact")


def _number(written: str) -> Decimal:
    """The plain sum of what stands in figures: 1 tỷ 250 triệu; anything else is told by `v=`."""
    total = Decimal(0)
    parts = list(_PART.finditer(written))
    if not parts:
        raise ValueError(f"{written}: v= is missing")
    for found in parts[: 1 if "/" in written else None]:
        scale = 1
        for word in (found[2] or "").lower().split():
            scale *= _SCALES[word]
        total += Decimal(_plain(found[1])) * scale
    return -total if written.startswith("-") else total


def _plain(numeral: str) -> str:
    whole, _, places = numeral.partition(",")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        whole = whole.replace(".", "")
    return f"{whole}.{places}" if places else whole


def days(written: str) -> Days | None:
    """`2024`, `2024-05`, `2024-05-03`, `2024-01..2024-10`; `~` before what is certain by its years only."""
    if written == "-":
        return None
    first, _, last = written.lstrip("~").partition("..")
    return Days(_edge(first, 0), _edge(last or first, 1), written.startswith("~"))


def _edge(written: str, last: int) -> date:
    year, month, day = ([int(part) for part in written.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    month = month or 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _distractors(text: str, taken: list[tuple[int, int]], figures: tuple[Gold, ...]) -> int:
    loose = sum(1 for found in _NUMBER.finditer(text) if not any(start <= found.start() < end for start, end in taken))
    return loose - sum(gold.comparison is not None and gold.comparison[0] != "out_of" for gold in figures)
