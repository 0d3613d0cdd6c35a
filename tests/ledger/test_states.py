"""Nothing, zero, not reported, not applicable, not enough: law 4."""

from datetime import date

from chungtay.ledger.actions import attest, load_catalogue
from chungtay.ledger.rules import IndicatorDraft
from tests.factories.organizations import MEMBERS

from .telling import AT, YEAR, declared, figure, recorded

FIRST_HALF = (date(2024, 1, 1), date(2024, 6, 30))


def attested(book, *codes, first=YEAR[0], last=YEAR[1], **word):
    for code in codes:
        attest(by=None, at=AT, unit_id=book.id(code), first=first, last=last, **word)


def test_silence_is_not_reported_and_names_who_is_silent(book):
    recorded(book, "22.206", date(2024, 3, 1), gift_count=3)
    found = figure("22/cum-2", "gift.count")
    assert (found.state, found.value, found.reported, found.expected) == ("value", 3, 1, 6)
    assert found.missing == tuple(sorted(set(MEMBERS) - {"22.206"}))
    silent = figure("22.193", "gift.count")
    assert (silent.state, silent.value, silent.missing) == ("not_reported", None, ("22.193",))


def test_silence_of_all_who_attested_is_a_zero_and_of_all_but_one_is_not(book):
    attested(book, *MEMBERS[1:])
    assert figure("22/cum-2", "gift.count").state == "not_reported"
    attested(book, MEMBERS[0])
    found = figure("22/cum-2", "gift.count")
    assert (found.state, found.value, found.reported, found.missing) == ("zero", 0, 6, ())


def test_a_recorded_zero_is_a_zero(book):
    recorded(book, "22.206", date(2024, 3, 1), gift_count=0)
    found = figure("22.206", "gift.count")
    assert (found.state, found.value, found.entries) == ("zero", 0, 1)


def test_a_kind_that_the_catalogue_excludes_owes_nothing(book):
    draft = IndicatorDraft("org.pupils", "Học sinh", "members", "stock", "org", excluded_kinds=("district",))
    load_catalogue(by=None, at=AT, drafts=[draft])
    found = figure("22.193", "org.pupils")
    assert (found.state, found.value, found.expected) == ("not_applicable", None, 0)
    cluster = figure("22/cum-2", "org.pupils")
    assert (cluster.state, cluster.expected, cluster.missing) == ("not_reported", 1, ("22.cdyt",))


def test_only_unplaced_is_not_enough_and_beside_facts_it_is_told(book):
    declared(book, "22.206", *FIRST_HALF, gift_count=600)
    cut = (date(2024, 1, 1), date(2024, 3, 31))
    found = figure("22/cum-2", "gift.count", *cut)
    assert (found.state, found.value, found.unplaced) == ("not_enough", None, 600)
    recorded(book, "22.206", date(2024, 2, 1), gift_count=100)
    found = figure("22/cum-2", "gift.count", *cut)
    assert (found.state, found.value, found.unplaced) == ("value", 100, 500)
    assert figure("22/cum-2", "gift.count", *FIRST_HALF).unplaced == 0


def test_what_comes_from_an_estimate_is_told(book):
    declared(book, "22.206", *FIRST_HALF, estimate=True, gift_count=600)
    recorded(book, "22.206", date(2024, 2, 1), gift_count=100)
    found = figure("22", "gift.count")
    assert (found.value, found.estimated, found.entries) == (600, 500, 2)
    declared(book, "22.206", *FIRST_HALF, key="final", gift_count=610)
    found = figure("22", "gift.count")
    assert (found.value, found.estimated) == (610, 0)


def test_without_indicators_only_those_with_an_entry_are_told(book):
    from chungtay.figures.queries import Question, figures

    recorded(book, "22.206", date(2024, 3, 1), gift_count=3, social_turns=5)
    attested(book, *MEMBERS)
    told = {f.indicator: f.value for f in figures(Question(("22",), *YEAR))}
    assert told == {"gift.count": 3, "social.turns": 5, "total.turns": 5}
