"""Tags by what people write: the codes of programmes, disasters and of all else that facts carry."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from chungtay.disasters.queries import disasters
from chungtay.figures.rules.figures import By
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries.catalogue import AllTagSets, used_tags
from chungtay.programmes.queries import programmes
from chungtay.programmes.rules import Name, name_on

UNKNOWN = gettext_noop("Không có chương trình, thảm họa hay nhãn đang dùng nào mang mã “%(code)s”.")
NAMES_SQL = (
    "SELECT p.code, n.name, CAST(n.valid_from AS TEXT) AS since, CAST(n.valid_to AS TEXT) AS until,"
    " CASE WHEN n.alias THEN 1 ELSE 0 END AS alias, '' AS first_on, p.id AS cause, n.id FROM programmes_programmename n"
    " JOIN programmes_programme p ON p.id = n.programme_id UNION ALL"
    " SELECT d.code, d.name_vi, NULL, NULL, 2, CAST(d.first_on AS TEXT), d.id, 0 FROM disasters_disaster d"
)
TAGSET = 3
KEYS_SQL = f"SELECT t.key, '', NULL, NULL, {TAGSET}, '', t.id, 0 FROM ledger_tagset t"


def names_of_causes(day: date, tagsets: AllTagSets | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """What every programme is called on a day, by its code, and every disaster, the earliest first; `tagsets` are read with
    them. One question."""
    names: dict[str, list[Name]] = {}
    disasters: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute((f"{NAMES_SQL} UNION ALL {KEYS_SQL}" if tagsets else NAMES_SQL) + " ORDER BY 6, 7, 8")
        rows = cursor.fetchall()
        if tagsets:
            tagsets.take((pk, key) for key, *_, kind, _, pk, _ in rows if kind == TAGSET)
        for code, name, since, until, alias, *_ in (row for row in rows if row[4] != TAGSET):
            if alias > 1:
                disasters[code] = name
            else:
                first, end = (date.fromisoformat(day) if day else None for day in (since, until))
                names.setdefault(code, []).append(Name(name, first, end, bool(alias)))
    return {code: name_on(given, day) or code for code, given in names.items()}, disasters


def known_tags(codes: Iterable[str], day: date) -> frozenset[str]:
    """Tags as they are stored, with their kinds. Raises Refusal for a code of no programme, disaster or tag in use.

    A code without its kind is looked up among programmes, then disasters, then all else.
    """
    given = list(codes)
    if not given:
        return frozenset()
    known = [f"{By.PROGRAMME}:{programme.code}" for programme in programmes(day)]
    known += [f"{By.DISASTER}:{disaster.code}" for disaster in disasters()]
    known += sorted(used_tags())
    whole = {tag: tag for tag in known}
    bare: dict[str, str] = {}
    for tag in known:
        bare.setdefault(tag.partition(":")[2], tag)
    missing = next((code for code in given if code not in whole and code not in bare), None)
    if missing is not None:
        raise Refusal(UNKNOWN, code=missing)
    return frozenset(whole.get(code) or bare[code] for code in given)
