"""A drive's poster as a PDF of one A4 page, set by typst from `templates/drives/poster.typ`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import segno

import chungtay.drives
from chungtay.documents.formats.faces import face
from chungtay.documents.formats.pdf import compiled

_TEMPLATE = Path(chungtay.drives.__path__[0]) / "templates" / "drives" / "poster.typ"


@dataclass(frozen=True, slots=True)
class Poster:
    """What the poster says. `address`: the public sign-up, which the code carries; `logo`: a PNG; `accent`: #rrggbb."""

    issuer: str
    title: str
    day: str
    hours: str
    place: str
    besides: Sequence[str]
    giving: Sequence[str]
    address: str
    contact: str
    accent: str
    logo: bytes | None
    on: date


def poster(of: Poster) -> bytes:
    """The page; the same drive gives the same bytes."""
    said = {name: value for name, value in asdict(of).items() if name not in ("logo", "on")}
    code = BytesIO()
    segno.make(of.address, error="m", micro=False).save(code, kind="svg", border=0, xmldecl=False)
    said |= {"face": face(), "code": code.getvalue().decode(), "logo": list(of.logo or b"")}
    stamp = datetime(of.on.year, of.on.month, of.on.day, tzinfo=UTC)
    found = compiled(_TEMPLATE.read_bytes(), json.dumps(said, ensure_ascii=False), stamp)
    return found[0] if isinstance(found, list) else found
