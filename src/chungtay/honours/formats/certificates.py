"""Certificates as one PDF, a page each: A4 landscape, set by typst from `templates/honours/certificate.typ`."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import chungtay.honours
from chungtay.documents.formats.faces import face
from chungtay.documents.formats.packing import printable
from chungtay.documents.formats.pdf import compiled
from chungtay.honours.rules.certificates import KIND, WORK, Certificate
from chungtay.honours.rules.papers import Issuer

_TEMPLATE = Path(chungtay.honours.__path__[0]) / "templates" / "honours" / "certificate.typ"


def certificates_pdf(
    issuer: Issuer, pages: Sequence[Certificate], *, accent: str, on: date, logo: bytes | None = None, signer: bool = True
) -> bytes:  # fmt: skip
    """The certificates of one issuer; the same pages give the same bytes. `signer` False: the name is left out."""
    data = {
        "face": face(), "accent": accent, "kind": KIND, "work": WORK, "logo": list(logo) if logo else None,
        "superior": issuer.superior.upper(), "issuer": issuer.name.upper(), "signature": list(issuer.signature.lines),
        "signer": issuer.signature.name if signer else "",
        "pages": [
            {
                "name": one.name, "unit": one.unit, "lines": one.lines, "number": one.number, "day": one.place_and_date,
                "notes": one.notes,
            }
            for one in map(printable, pages)
        ],
    }  # fmt: skip
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    found = compiled(_TEMPLATE.read_bytes(), json.dumps(data, ensure_ascii=False), stamp)
    assert isinstance(found, bytes)
    return found
