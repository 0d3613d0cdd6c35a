"""An import taken back."""

import pytest

from chungtay.aid.models import Delivery
from chungtay.exchange.actions import importing, undo_import
from chungtay.exchange.models import Import
from chungtay.exchange.queries import workbooks
from chungtay.figures.queries import behind
from chungtay.figures.rules.figures import Question
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import withdraw
from chungtay.ledger.queries import open_imports

from .conftest import NOW, TODAY, Give, figure
from .sheets import csv_file

HEAD = "key|unit|date|title|partners|social.turns|social.value|gift.count|gift.value"
FIRST = "a|22.206|01/10/2024|Tặng quà|22.205|10|5.000.000|5|3.000.000"
SPAN = "unit|from|to|covers|social.value"


def undo(number: int | None) -> tuple[int, int, list[tuple[str, str]]]:
    assert number is not None
    result = undo_import(by=None, at=NOW, number=number)
    return result.withdrawn, result.restored, [(c.unit, c.key) for c in result.conflicts]


def test_what_an_import_added_is_gone_and_its_keys_are_new_again(give: Give) -> None:
    first = give(csv_file(HEAD, FIRST))
    assert undo(first.id) == (1, 0, [])
    assert figure("22", "social.value") is None
    assert Delivery.objects.get().state == "withdrawn"
    again = give(csv_file(HEAD, FIRST))
    assert (again.accepted, again.corrected, again.already) == (1, 0, 0)
    assert figure("22", "social.value") == 5_000_000


def test_what_an_import_corrected_is_put_back_with_its_partners_and_parts(give: Give) -> None:
    give(csv_file(HEAD, FIRST))
    second = give(csv_file(HEAD, FIRST.replace("22.205", "22.193").replace("3.000.000", "4.000.000")))
    assert second.corrected == 1
    assert undo(second.id) == (0, 1, [])
    assert (figure("22", "social.value"), figure("22", "gift.value")) == (5_000_000, 3_000_000)
    standing = Delivery.objects.get(state="standing")
    assert standing.partners.get().code == "22.205"
    again = give(csv_file(HEAD, FIRST))
    assert again.already == 1
    year = Question(("22",), TODAY.replace(year=2024, month=1, day=1), TODAY.replace(year=2024))
    assert [line.title for line in behind(year, "gift.value").entries] == ["Tặng quà"]


def test_what_was_changed_since_stays_and_is_listed(give: Give) -> None:
    first = give(csv_file(HEAD, FIRST, FIRST.replace("a|", "b|"), FIRST.replace("a|", "c|")))
    give(csv_file(HEAD, FIRST.replace("a|", "b|").replace("5.000.000", "6.000.000")))
    withdraw(by=None, at=NOW, unit_id=Delivery.objects.filter(key="c").get().unit_id, key="c", reason="trùng")
    assert undo(first.id) == (1, 0, [("22.206", "b"), ("22.206", "c")])
    assert figure("22", "social.value") == 6_000_000


def test_a_correction_that_was_undone_bars_no_earlier_undoing(give: Give) -> None:
    first = give(csv_file(HEAD, FIRST, FIRST.replace("a|", "b|")))
    second = give(
        csv_file(HEAD, FIRST.replace("5.000.000", "6.000.000"), FIRST.replace("a|", "b|").replace("22.205", ""))
    )
    assert second.corrected == 2 and undo(second.id) == (0, 2, [])
    assert undo(first.id) == (2, 0, [])
    assert figure("22", "social.value") is None and not Delivery.objects.filter(state="standing").exists()


def test_a_declared_total_whose_correction_was_undone_is_taken_back(give: Give) -> None:
    line = "22.206|01/10/2024|31/10/2024|all|{}"
    first, second = give(csv_file(SPAN, line.format(900))), give(csv_file(SPAN, line.format(1000)))
    assert undo(second.id) == (0, 1, []) and undo(first.id) == (1, 0, [])
    assert figure("22", "social.value") is None


def test_declared_totals_are_taken_back_and_estimates_revive(give: Give) -> None:
    head = "unit|from|to|covers|estimate|social.value"
    give(csv_file(head, "22.206|01/10/2024|31/10/2024|all|x|900"))
    final = give(csv_file(head, "22.206|01/10/2024|31/10/2024|all||1000"))
    assert figure("22", "social.value") == 1000
    assert undo(final.id) == (1, 0, [])
    assert figure("22", "social.value") == 900


def test_a_corrected_declaration_is_put_back(give: Give) -> None:
    line = "22.206|01/10/2024|31/10/2024|all|{}"
    give(csv_file(SPAN, line.format(900)))
    second = give(csv_file(SPAN, line.format(1000)))
    assert undo(second.id) == (0, 1, [])
    assert figure("22", "social.value") == 900


def test_an_import_is_undone_once(give: Give) -> None:
    first = give(csv_file(HEAD, FIRST))
    undo(first.id)
    for number in (first.id, 999):
        with pytest.raises(Refusal):
            undo_import(by=None, at=NOW, number=number or 0)


def test_an_unfinished_import_can_be_undone(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    posted, calls = importing.post_rows, []

    def dying(**given: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return posted(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "post_rows", dying)
    monkeypatch.setattr(importing, "AT_A_TIME", 1)
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    monkeypatch.setattr(workbooks, "KEPT", 1)
    with pytest.raises(KeyboardInterrupt):
        give(csv_file(HEAD, FIRST, FIRST.replace("a|", "b|")))
    row = Import.objects.get()
    assert open_imports() == [f"import:{row.pk}"] and figure("22", "social.value") == 5_000_000
    assert undo(row.pk) == (1, 0, [])
    assert open_imports() == [] and figure("22", "social.value") is None
