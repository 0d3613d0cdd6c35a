"""A paper: head, sections, annexes, signatures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from .blocks import Block, FigureReference, Slot, Table, references


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a paper; level 1 is "I.", level 2 is "1.", level 0 a part whose number has a line of its own.

    Without a title it is text alone; `new_page`: it begins a page.
    """

    number: str
    title: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    new_page: bool = False

    @property
    def heading(self) -> str:
        """ "1. Công tác xã hội"; empty where it has none."""
        return f"{self.number}. {self.title}" if self.title else ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A landscape annex with page numbers of its own."""

    number: str
    title: str
    blocks: tuple[Block, ...] = ()

    @property
    def heading(self) -> str:
        """ "Phụ lục I", or "Phụ lục" alone."""
        return f"Phụ lục {self.number}".strip()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines above the name (capitals), the name where it is known."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an official document (Nghị định 30/2020/NĐ-CP, Annex I).

    The number stays blank until the records clerk gives it after signature; `place_and_date` leaves the day blank too
    until it is known. `accompanying` stands under the title of each annex. Where two sign (minutes: the secretary and
    the chair), `beside` signs on the left, and the recipients stand below.
    """

    superior: str
    issuer: str
    symbol: str
    number: str
    place_and_date: str
    kind: str
    subject: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature(())
    beside: Signature = Signature(())
    accompanying: str = ""

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """ "Kính gửi: ..." on one line; several addressees each on a line of its own."""
        if len(self.addressees) < 2:
            return tuple(f"Kính gửi: {one}." for one in self.addressees)
        return ("Kính gửi:", *_listed(self.addressees))

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The list below "Nơi nhận:"."""
        return _listed(self.recipients)


def _listed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of a list, each ended with a semicolon, the last with a full stop."""
    return tuple(f"- {line}{';' if index < len(lines) else '.'}" for index, line in enumerate(lines, start=1))


@dataclass(frozen=True, slots=True)
class KnownAt:
    """The position in the ledger that the figures were read at."""

    seq: int
    hash: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A whole paper: a review report, the paper or the minutes of a meeting.

    `watermark` is printed across every page; `as_of` is the day that the document carries (file properties, never the
    clock); `known_at` is printed at the end of a published report; `slots` are all places for own words, `sheets` the
    tables of the workbook, which a page would be too narrow for; `summary` a few lines for a chat. A `sheet` is for the
    own desk: smaller type, without the head and foot of an official document.
    """

    title: str
    head: Head
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...] = ()
    watermark: str | None = None
    as_of: date | None = None
    known_at: KnownAt | None = None
    period: str = ""
    scope: str = ""
    slots: tuple[Slot, ...] = ()
    sheets: tuple[Table, ...] = ()
    summary: tuple[str, ...] = ()
    sheet: bool = False

    @property
    def parts(self) -> bool:
        """Whether the sections stand in parts (level 0)."""
        return any(section.title and not section.level for section in self.sections)

    @property
    def anchor(self) -> str:
        """The position of the ledger in words, for the end of a published report; empty for a draft."""
        if self.known_at is None:
            return ""
        return f"Số liệu đọc tại bút toán số {self.known_at.seq} của sổ cái, mã kiểm tra {self.known_at.hash}."

    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        for section in self.sections:
            yield from section.blocks
        for annex in self.annexes:
            yield from annex.blocks

    def figures(self) -> list[FigureReference]:
        """Every figure that is printed anywhere, once, in order of appearance."""
        return list(dict.fromkeys(ref for block in self.blocks() for ref in references(block)))
