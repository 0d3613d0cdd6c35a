"""Tags by what people write: the codes of programmes, disasters and of all else that facts carry."""

from collections.abc import Iterable
from datetime import date

from chungtay.disasters.queries import disasters
from chungtay.figures.rules.figures import By
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries.catalogue import used_tags
from chungtay.programmes.queries import programmes

UNKNOWN = gettext_noop("Không có chương trình, thảm họa hay nhãn đang dùng nào mang mã “%(code)s”.")


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
