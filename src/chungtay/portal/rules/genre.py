"""How a provincial portal tells of a review meeting: headline, when and where, members, results, directions, households.

The order and the turns of phrase are those of the page from which the project began; every sentence is one that was
published, none is made here but the headline.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

TOLD, OWN = "body", "own"  # kinds of paragraphs in a published review: told of figures, and people's own words
_NUMBER: Final = re.compile(r"^[IVX\d]+\.\s+")
_DAY: Final = re.compile(r"^(Sáng|Chiều|Tối|Cả ngày) ngày (\d{1,2}/\d{1,2})/\d{4}")
_MEETING: Final = re.compile(
    r"tại (?P<place>[^,]+), (?P<host>.+?) tổ chức hội nghị (?P<what>.+? phong trào CTĐ)(?P<rest>.*?)(?: tại (?P<body>[^;]+?))?\.?$"
)
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
PARTS_OF_DAY: Final = {"morning": "Sáng", "afternoon": "Chiều", "evening": "Tối"}
SITUATION, RESULTS, DIRECTIONS, VISITS = "ĐẶC ĐIỂM", "KẾT QUẢ", "PHƯƠNG HƯỚNG", "THĂM HỎI"
GUIDANCE, GENERAL = "Công tác tham mưu, chỉ đạo", "Kết quả chung"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `figure`: the number, in the publication, of what is printed there."""

    text: str
    figure: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and its kind."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The paragraph without its marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a published review."""

    heading: str
    level: int
    passages: tuple[Passage, ...] = ()

    @property
    def title(self) -> str:
        """Its heading without the number."""
        return _NUMBER.sub("", self.heading)

    def told(self) -> list[Passage]:
        """Its own words, then its first sentences: what is told further, remarks and gaps are for the report.

        Of guidance the own words alone where there are any: papers by number are no news.
        """
        own = [passage for passage in self.passages if passage.kind == OWN]
        told = [passage for passage in self.passages if passage.kind == TOLD][:1]
        return own if own and self.title == GUIDANCE else own + told


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it is drafted: its author is left open. `illustrative`: what it was drafted from is marked so."""

    title: str
    lead: str
    passages: tuple[Passage, ...]
    illustrative: bool = False


def article_of(parts: Sequence[Part], title: str, *, illustrative: bool = False) -> Draft:
    """The article of a published review; `title` stands where the review tells of no meeting."""
    gathered = _under(parts, SITUATION)
    situation = [passage for part in gathered for passage in part.passages if passage.kind in (OWN, TOLD)]
    meeting = next((passage for passage in situation if "hội nghị" in passage.text), None)
    members = [passage for passage in situation if passage is not meeting]
    results = [part for part in _under(parts, RESULTS) if part.level > 1]
    general = [passage for part in results if part.title in (GUIDANCE, GENERAL) for passage in part.told()]
    fields = [passages for part in results if part.title not in (GUIDANCE, GENERAL) if (passages := part.told())]
    told = [_joined([*members, *general]), *map(_joined, fields)]
    told += [_directed(part) for part in _under(parts, DIRECTIONS) if part.told()]
    told += [_joined(part.told()) for part in _under(parts, VISITS) if part.told()]
    lead = _DAY.sub(r"\1 \2", meeting.text) if meeting else ""
    return Draft(headline(lead) or title, lead, tuple(one for one in told if one.pieces), illustrative)


@dataclass(frozen=True, slots=True)
class Held:
    """What a closed meeting itself kept: when and where, who came, what was concluded, households visited."""

    title: str
    on: date
    part_of_day: str
    place: str
    scope: str
    host: str
    came: tuple[str, ...]
    concluded: tuple[str, ...]
    households: int
    visits_place: str


def article_of_meeting(held: Held) -> Draft:
    """The article of a closed meeting whose review nobody has published: it has no figures but the households."""
    when = f"{PARTS_OF_DAY.get(held.part_of_day, 'Ngày')} {held.on.day}/{held.on.month}"
    where = f", tại {held.place}" if held.place else ""
    lead = f"{when}{where}, {held.host} tổ chức {held.title[:1].lower()}{held.title[1:]}."
    told = []
    if held.came:
        told.append(f"Dự hội nghị có đại diện Hội CTĐ của {len(held.came)} đơn vị: {_listed(held.came)}.")
    if held.concluded:
        told.append("Hội nghị thống nhất: " + "; ".join(text.rstrip(". ") for text in held.concluded) + ".")
    if held.households:
        place = f" tại {held.visits_place}" if held.visits_place else ""
        told.append(
            f"Nhân dịp này, {held.scope} đã thăm hỏi, động viên và hỗ trợ cho {held.households} hộ gia đình có hoàn cảnh "
            f"khó khăn{place}."
        )
    return Draft(held.title, lead, tuple(Passage(TOLD, (Piece(text),)) for text in told))


def _listed(names: Sequence[str]) -> str:
    """*Hạ Long, Cẩm Phả và Uông Bí*."""
    *first, last = names
    return f"{', '.join(first)} và {last}" if first else last


def headline(lead: str) -> str:
    """*Hội Chữ thập đỏ tỉnh giao ban công tác hội và phong trào CTĐ tại Cụm thi đua số 2*, from the sentence on the
    meeting; empty where that is written in other words."""
    found = _MEETING.search(lead)
    if found is None:
        return ""
    where = f" tại {found['body']}" if found["body"] else f" tại {found['place']}"
    return f"{_BRACKETS.sub('', found['host'])} {found['what']}{where}"


def _under(parts: Iterable[Part], heading: str) -> list[Part]:
    """The section of the first level that begins so, with those inside it."""
    found: list[Part] = []
    inside = False
    for part in parts:
        inside = part.title.startswith(heading) if part.level == 1 else inside
        found += [part] if inside else []
    return found


def _joined(passages: Sequence[Passage]) -> Passage:
    """Several as one paragraph."""
    pieces: list[Piece] = []
    for passage in passages:
        pieces += [Piece(" ")] if pieces else []
        pieces += passage.pieces
    return Passage(TOLD, tuple(pieces))


def _directed(part: Part) -> Passage:
    """*Phương hướng, nhiệm vụ năm 2025, các thành viên …*: the heading opens the sentence, its year is not said twice."""
    opening = part.title.capitalize()
    year = re.search(r"năm \d{4}$", opening)
    whole = _joined(part.told())
    first, *rest = whole.pieces
    again = f"Năm {year[0].removeprefix('năm ')}, " if year else ""
    if again and first.text.startswith(again):
        first = replace(first, text=f"{opening}, {first.text.removeprefix(again)}")
    else:
        first = replace(first, text=f"{opening}: {first.text}")
    return Passage(whole.kind, (first, *rest))
