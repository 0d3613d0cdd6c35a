"""Whose paper an honour is: the unit itself, or the nearest above that heads papers."""

from collections.abc import Collection
from datetime import date

from chungtay.design.rules.accent import HOUSE, tokens_of
from chungtay.documents.rules import Signature
from chungtay.honours.rules.papers import Issuer
from chungtay.organizations.queries import Sight, Structure, logo_bytes, paper_of, the_look
from chungtay.organizations.rules import stands

REPORT = "BC-"  # the symbol is kept as it stands on reports


def issuer_of(known: Structure, unit_id: int, on: date) -> Issuer:
    """The nearest unit at or above one that has a heading on the day; without any the unit's own name. A query a step."""
    for path in reversed(known.above(unit_id)):
        if stands(path.valid_from, path.valid_to, on):
            body, signs = paper_of(on, unit_id=path.ancestor_id)
            if body:
                lines = tuple(part.upper() for part in (signs.signs_as, signs.title) if part) if signs else ()
                signature = Signature(lines, signs.person if signs else "")
                return Issuer(body.superior, body.name, body.place, body.symbol.removeprefix(REPORT), signature)
    own = known.unit_by_id(unit_id, on)
    return Issuer("", own.name if own else "", "", "", Signature(()))


def highest(seen: Sight, units: Collection[int]) -> int:
    """Of one's units the one that stands highest: whose list it is where none was chosen."""
    return min(units, key=lambda unit: (len(seen.structure.above(unit)), seen.structure.code_of(unit)))


def look() -> tuple[str, bytes | None]:
    """The chapter's colour as it reads on paper, and its logo as PNG."""
    found = the_look()
    return tokens_of(found.accent or HOUSE)["light"]["accent"], logo_bytes(found.logo) if found.logo else None
