"""The audit book: what is noted stands."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, models, transaction

from chungtay.audit.actions import note
from chungtay.audit.models import AuditLine
from chungtay.audit.queries import lines
from chungtay.audit.rules import REFUSED, guard_names, guards

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 11, 8, 30, tzinfo=UTC)


class Lan:
    """An actor is whoever has a key and a name; the book asks for no more."""

    def __init__(self) -> None:
        self.pk = get_user_model().objects.create(name="Nguyễn Thị Lan").pk

    def __str__(self) -> str:
        return "Nguyễn Thị Lan"


def test_a_line_keeps_who_what_when_and_the_name_of_that_day() -> None:
    lan = Lan()
    note(by=lan, at=AT, action="record_delivery", object_type="delivery", object_id=7, text="20 suất quà")
    get_user_model().objects.filter(pk=lan.pk).update(name="Nguyễn Thị Lan Anh")
    line = AuditLine.objects.get()
    assert (line.by_id, line.by_name, line.at, line.action) == (lan.pk, "Nguyễn Thị Lan", AT, "record_delivery")
    assert (line.object_type, line.object_id, line.text) == ("delivery", "7", "20 suất quà")


def test_the_machine_leaves_a_line_without_a_name() -> None:
    line = note(by=None, at=AT, action="load_units", object_type="tree_revision", object_id="1")
    assert line.by_id is None
    assert "máy" in str(line)


def test_lines_are_read_by_object_person_and_moment_newest_first() -> None:
    lan = Lan()
    first = note(by=lan, at=AT, action="record_delivery", object_type="delivery", object_id=7)
    last = note(by=None, at=AT.replace(hour=9), action="correct_delivery", object_type="delivery", object_id=7)
    note(by=None, at=AT, action="record_activity", object_type="activity", object_id=7)
    assert list(lines(object_type="delivery", object_id=7)) == [last, first]
    assert list(lines(by_id=lan.pk)) == [first]
    assert list(lines(since_at=AT.replace(hour=9))) == [last]
    assert list(lines(object_type="delivery", before_at=AT.replace(hour=9))) == [first]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_line_refuses_to_be_changed_or_deleted(change: str) -> None:
    line = note(by=None, at=AT, action="record_delivery", object_type="delivery", object_id=7)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        if change == "update":
            AuditLine.objects.filter(pk=line.pk).update(text="khác")
        else:
            # Behind Django's collector, as someone with a database shell would.
            models.QuerySet._raw_delete(AuditLine.objects.filter(pk=line.pk), using="default")
    assert AuditLine.objects.get().text == ""


@pytest.mark.postgres
def test_the_book_refuses_to_be_truncated() -> None:
    note(by=None, at=AT, action="record_delivery", object_type="delivery", object_id=7)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else PostgreSQL refuses for a reason of its own
        cursor.execute("TRUNCATE audit_auditline")
    assert AuditLine.objects.exists()


def test_guards_may_leave_single_columns_free_and_run_twice() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE guarded (id integer, amount integer, title text)")
        for _ in range(2):
            for statement in guards(connection.vendor, "guarded", frozen=("amount",)):
                cursor.execute(statement)
        cursor.execute("INSERT INTO guarded VALUES (1, 100, 'Bà Tư')")
        cursor.execute("UPDATE guarded SET title = ''")
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            cursor.execute("UPDATE guarded SET amount = 200")
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            cursor.execute("DELETE FROM guarded")
        cursor.execute("SELECT id, amount, title FROM guarded")
        assert cursor.fetchall() == [(1, 100, "")]


def test_guard_names_are_the_triggers_that_guards_create() -> None:
    for vendor in ("sqlite", "postgresql"):
        created = [
            statement.split()[2] for statement in guards(vendor, "book") if statement.startswith("CREATE TRIGGER")
        ]
        assert tuple(created) == guard_names(vendor, "book")
