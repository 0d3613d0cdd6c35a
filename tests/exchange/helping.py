"""Large files in a process of its own, which copies may help: what each came to, as one JSON object."""

import json
import os
import signal
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import sleep
from unittest import mock

AT = datetime(2024, 11, 12, 3, 0, tzinfo=UTC)
HEAD = "key|unit|date|title|programmes|gift.count|gift.value"
STATES = ("accepted", "corrected", "already", "refused")
TABLES = {
    "ledger_entry": "seq, kind, unit_id, since, day, key, reverses, payload, source, title, note",
    "ledger_fact": "*",
    "ledger_standing": "*",
    "ledger_monthsum": "*",
}


def as_csv(lines: list[str]) -> bytes:
    """The rows as a file."""
    return "\n".join([HEAD, *lines]).replace("|", ";").encode()


def told_of(result) -> dict[str, int]:
    """Rows by what became of them."""
    return {state: found for state in STATES if (found := getattr(result, state))}


def rows(count: int = 20, prefix: str = "k", **changed: str) -> list[str]:
    """Rows of three units and two months, some under a programme; `changed`: by key, another row."""
    units = ("22.206", "22.206.07132", "22.205")
    made = {
        f"{prefix}{n}": f"{prefix}{n}|{units[n % 3]}|{1 + n % 28}/0{8 + n % 2}/2024|Đợt {n % 4}|{'tet_nhan_ai' if n % 5 == 0 else ''}|{n}|{n * 1000}"
        for n in range(count)
    }
    return list((made | changed).values())


class Import:
    """One import, as if six rows were many; `parts`: the rows of each part that copies took; `dictated`: chunks they posted.

    `meanwhile`: what happens between the first two chunks, of `at_a_time` rows each; `sheets`: what happens when they are
    asked for.
    """

    def __init__(
        self, lines: list[str], *, alone: bool = True, dying: int = 0, meanwhile: Callable[[], object] | None = None,
        at_a_time: int = 6, sheets: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        from chungtay.exchange.actions import hands, import_workbook, importing
        from chungtay.exchange.queries import workbooks

        self.parts: list[int] = []
        self.dictated = 0
        survey, post = hands.Hands.survey, importing.post_dictated

        def surveyed(helping, *words):
            found = survey(helping, *words)
            self.parts = [good for _, good in helping.parts]
            return found

        def posted(**given):
            nonlocal dying
            dying -= 1
            if not dying:
                os.kill(os.getpid(), signal.SIGKILL)
            found = post(**given)
            self.dictated += 1
            return found

        def progress(phase: str, done: int, most: int) -> None:
            if meanwhile is not None and (phase, done) == ("post", at_a_time):
                meanwhile()

        small = {"AT_ONCE": 6, "AT_A_TIME": at_a_time, "BATCH": 3, "KEPT": 6, "LARGE": 1}
        with mock.patch.multiple(hands.Hands, survey=surveyed), mock.patch.object(importing, "post_dictated", posted):
            places = [(m, n) for m in (hands, importing, workbooks) for n in small if hasattr(m, n)]
            patches = [mock.patch.object(module, name, small[name]) for module, name in places]
            for patch in patches:
                patch.start()
            self.result = import_workbook(
                by=None,
                at=AT,
                on=date(2024, 11, 12),
                data=as_csv(lines),
                name="many.csv",
                alone=alone,
                progress=progress,
                sheets=sheets,
            )
            mock.patch.stopall()

    @property
    def told(self) -> dict[str, object]:
        """What came of it."""
        result = self.result
        total = result.totals.get("gift.value")
        return {
            "counts": [getattr(result, state) for state in STATES],
            "parts": self.parts,
            "total": [total.before, total.delta, total.after] if total else None,
            "rows": [problem.row for problem in result.problems],
        }


def one_after_the_other() -> None:
    """New, the same again, one corrected in the third part, one key twice in two parts; prints what each came to."""
    found = [Import(rows()).told]
    written = contents()
    found += [Import(rows()).told, Import(rows(k13="k13|22.206.07132|01/10/2024|Sửa||1|5")).told]
    before = contents()
    found += [Import([*rows(19), "k0|22.206|02/10/2024|Lại||1|1"]).told]
    print(json.dumps({"found": found, "kept": contents() == before, "written": written}))


def by_itself() -> None:
    """The same new rows without copies."""
    print(json.dumps({"found": [Import(rows(), alone=False).told], "written": contents()}))


LONG = 60


def by_itself_at_length() -> None:
    """Three times as many, under a declaration of which the first part and no other makes something."""
    declare_more()
    print(json.dumps([Import(under_it(), alone=False, at_a_time=18).told]))


def in_long_transactions() -> None:
    """The same with copies, each of which has three parts in a transaction; then somebody posts a row of the second one before."""
    declare_more()
    found = [Import(under_it(), at_a_time=18)]
    for at in (18, 24, 30):
        book = elsewhere(rows(LONG, prefix=f"o{at}-", **{f"o{at}-{at}": f"o{at}-{at}|22.205|01/09/2024|Không||0|0"}))
        found.append(Import(book, at_a_time=18, meanwhile=lambda row=book[at : at + 1]: other_row(row)))
    print(json.dumps([imported.told | {"dictated": imported.dictated} for imported in found]))


def declare_more() -> None:
    """A total above what follows."""
    from chungtay.exchange.actions import import_workbook

    text = b"key;unit;from;to;covers;gift.value\nd;22.206;08/2024;09/2024;all;100000000\n"
    found = import_workbook(by=None, at=AT, on=date(2024, 11, 12), data=text, name="d.csv")
    assert told_of(found) == {"accepted": 1}


def under_it() -> list[str]:
    """Rows of which only the first three are of its unit, or of one below."""
    made = rows(LONG)
    return made[:3] + elsewhere(made[3:])


def elsewhere(made: list[str]) -> list[str]:
    """The rows, of a unit that it is not above."""
    return [row.replace("|22.206.07132|", "|22.205|").replace("|22.206|", "|22.205|") for row in made]


def other_row(lines: list[str]) -> None:
    """Somebody else posts one row of the file."""
    from chungtay.exchange.actions import import_workbook

    sleep(1)  # what a copy may number before its turn is numbered by then
    found = import_workbook(by=None, at=AT, on=date(2024, 11, 12), data=as_csv(lines), name="o.csv")
    assert told_of(found) == {"accepted": 1}


def renamed(name: str = "Tên khác") -> None:
    """The tree moves."""
    from chungtay.ledger.actions import post_tree
    from chungtay.organizations.actions import rename_unit
    from chungtay.organizations.models import Unit

    unit = Unit.objects.get(code="22.205").pk
    rename_unit(by=None, at=AT, unit_id=unit, on=date(2024, 6, 1), name=name)
    post_tree(by=None, at=AT)


def disturbed() -> None:
    """Others post, then the tree moves, while a file is posted or before; then no process can be copied."""
    from tests.ledger.writers import post

    others = Import(rows(), meanwhile=lambda: post("khac", 2))
    moved = Import(rows(prefix="m"), meanwhile=renamed)
    early = Import(rows(prefix="e"), sheets=lambda: renamed("Tên khác nữa"))
    book = rows(prefix="o")
    Import(book[7:8], alone=False)  # one entry less than foretold, one more by somebody else: the numbers agree
    offset = Import(book, meanwhile=lambda: other_row(book[10:11]))
    with mock.patch.object(os, "fork", side_effect=OSError("no room")):
        unhelped = Import(rows(prefix="n"))
    found = (others, moved, early, offset, unhelped)
    print(json.dumps([imported.told | {"dictated": imported.dictated} for imported in found]))


def killed() -> None:
    """Killed before the third part, then resumed and undone; killed again and undone half posted."""
    from django.db import connections

    from chungtay.exchange.actions import undo_import
    from chungtay.ledger.queries import open_imports

    found: list[object] = []
    for resumed in (True, False):
        connections.close_all()
        child = os.fork()
        if child == 0:
            Import(rows(), dying=3)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        left = open_imports()
        if resumed:
            found.append(Import(rows()).told)
        number = int(left[0].partition(":")[2])
        undone = undo_import(by=None, at=AT, number=number)
        found.append([len(left), undone.withdrawn, len(undone.conflicts), open_imports()])
    print(json.dumps(found))


def contents() -> dict[str, list[object]]:
    """What stands in the tables that an import writes, but salts, hashes and when; the connection is closed again."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name, columns in TABLES.items():
            cursor.execute(f"SELECT {columns} FROM {name} ORDER BY 1, 2, 3")
            found[name] = [[bytes(v).hex() if isinstance(v, bytes | memoryview) else v for v in row] for row in cursor]
    connection.close()
    return json.loads(json.dumps(found, default=str))
