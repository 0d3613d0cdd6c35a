"""What the papers to sign for a record say."""

from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import written
from chungtay.organizations.queries import issuing_body_on, unit_by_id
from chungtay.records.rules.prints import Signing
from chungtay.records.templatetags.record_words import given_line

from .record import RecordPage

# What a line of the list stands for, the first that the record has.
SIGNERS = (Measure.GIFTS, Measure.HOUSEHOLDS, Measure.PEOPLE, Measure.TURNS)


def signing(page: RecordPage) -> Signing:
    """The papers of the shown version, in Vietnamese. Two or three queries."""
    line, given, unit = page.shown.line, page.shown.given, page.unit
    body = issuing_body_on(unit.id, line.day)
    above = None if body or unit.parent_id is None else unit_by_id(unit.parent_id, line.day)
    numbers: dict[str, int] = {}
    words = {}
    for amount in line.amounts:
        numbers[amount.indicator] = numbers.get(amount.indicator, 0) + amount.value
        words[amount.indicator] = amount
    told = [
        (words[c].name_vi, exactly_with_unit(v, Measure(words[c].measure), scale=words[c].scale))
        for c, v in numbers.items()
    ]
    measures = {words[code].measure: value for code, value in reversed(numbers.items())}
    signer = next((m for m in SIGNERS if measures.get(m)), Measure.TURNS)
    return Signing(
        issuer=body.name if body else unit.name,
        superior=body.superior if body else above.name if above else "",
        place=body.place if body else unit.short_name,
        day=line.day,
        title=line.title or line.key,
        where=given.place if given else "",
        giver=given.giver if given else "",
        partners=page.partners,
        numbers=told,
        given=[(given_line(one), written(one.value)) for one in given.lines] if given else [],
        value=written(given.value) if given else "",
        recipients=measures.get(signer, 0),
        counted=unit_word(signer, "vi"),
    )
