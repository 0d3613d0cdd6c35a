"""iCalendar (RFC 5545): lines of at most 75 octets ended by CRLF, texts escaped, times in UTC, names that never change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

MOST_OCTETS: Final = 75
MAKER: Final = "-//Chung Tay//Open calendar//VI"
Property = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something on a day; all day where it has no hours. `uid` never changes; `stamp`: when it was last changed, `sequence`:
    how often, by which a program knows what is newer."""

    uid: str
    stamp: datetime
    on: date
    summary: str
    place: str = ""
    description: str = ""
    address: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    sequence: int = 0
    called_off: bool = False


def calendar_bytes(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar as it is sent."""
    lines: list[Property] = [
        ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", MAKER), ("CALSCALE", "GREGORIAN"),
        ("NAME", _text(name)), ("X-WR-CALNAME", _text(name)),
    ]  # fmt: skip
    for event in events:
        lines += _event(event)
    lines.append(("END", "VCALENDAR"))
    return b"".join(_folded(f"{key}:{value}") for key, value in lines)


def _event(event: CalendarEvent) -> Iterator[Property]:
    yield "BEGIN", "VEVENT"
    yield "UID", _text(event.uid)
    yield "DTSTAMP", _utc(event.stamp)
    yield "LAST-MODIFIED", _utc(event.stamp)
    yield "SEQUENCE", str(event.sequence)
    yield "STATUS", "CANCELLED" if event.called_off else "CONFIRMED"
    if event.begins is None:
        yield "DTSTART;VALUE=DATE", f"{event.on:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{event.on + timedelta(days=1):%Y%m%d}"  # the first day that is not in it
    else:
        yield "DTSTART", _utc(event.begins)
        if event.ends and event.ends > event.begins:
            yield "DTEND", _utc(event.ends)
    yield "SUMMARY", _text(event.summary)
    for key, value in (("LOCATION", event.place), ("DESCRIPTION", event.description)):
        if value:
            yield key, _text(value)
    if event.address:
        yield "URL", event.address
    yield "END", "VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A text value: backslashes first, else what escapes would be escaped again."""
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(" " if letter.isspace() else letter for letter in plain if letter.isspace() or letter.isprintable())


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no letter cut; each piece but the first begins with a space."""
    pieces, piece = list[bytes](), b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
