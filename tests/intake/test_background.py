"""Long files: done by the worker, watched from the page, taken up again where a worker was killed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from chungtay.exchange.models import Import
from chungtay.intake import actions
from chungtay.intake.models import ImportDraft
from chungtay.intake.queries.contents import report_in
from chungtay.intake.rules.states import DraftState
from chungtay.intake.tasks import check_file, post_file
from chungtay.ledger.models import Standing
from tests.factories.organizations import Chapter

from .conftest import HEADING

Bring = Callable[..., ImportDraft]
ROWS = [f"k{n};22.206;05/03/2024;Trao quà;{n};1000" for n in range(1, 21)]


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one transaction: the worker, which here runs inside it, must not close its connection."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)


@pytest.fixture
def waiting(settings: Any, bring: Bring) -> ImportDraft:
    """A file that is long for this site, handed in for its check."""
    settings.CHUNGTAY_IMPORT_AT_ONCE = 10
    return bring(HEADING, *ROWS)


def test_a_long_file_waits_for_the_worker_and_its_page_says_so(client: Client, waiting: ImportDraft) -> None:
    assert waiting.state == DraftState.CHECKING
    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [waiting.pk]
    assert "data-progress" in client.get(f"/nhap-tep/{waiting.pk}/").content.decode()
    check_file.func(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.step, waiting.done) == (DraftState.CHECKED, "check", 20)


def test_the_worker_does_what_waits_and_then_stops(client: Client, where: Chapter, waiting: ImportDraft) -> None:
    call_command("work", once=True)
    waiting.refresh_from_db()
    assert waiting.state == DraftState.CHECKED
    client.post(f"/nhap-tep/{waiting.pk}/ghi/")
    call_command("work", once=True)
    waiting.refresh_from_db()
    assert waiting.state == DraftState.POSTED and not DBTaskResult.objects.ready().exists()
    assert Standing.objects.filter(unit=where.id("22.206")).count() == 20


def test_a_step_whose_worker_was_killed_is_taken_up_by_the_next_one(client: Client, waiting: ImportDraft) -> None:
    DBTaskResult.objects.all().delete()  # as if it had been claimed and lost
    call_command("work", once=True)
    waiting.refresh_from_db()
    assert waiting.state == DraftState.CHECKED


def test_a_worker_killed_after_the_posting_posts_nothing_twice(client: Client, waiting: ImportDraft) -> None:
    check_file.func(waiting.pk)
    client.post(f"/nhap-tep/{waiting.pk}/ghi/")
    before = ImportDraft.objects.values("state", "posted_id", "refused").get(pk=waiting.pk)
    post_file.func(waiting.pk)
    ImportDraft.objects.filter(pk=waiting.pk).update(**before)  # the draft was not told
    post_file.func(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == DraftState.POSTED and Import.objects.count() == 1
    assert report_in(waiting.pk).accepted == 20


def test_a_failure_brings_the_file_to_rest_and_is_told(
    client: Client, waiting: ImportDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("chungtay.intake.actions.steps.import_workbook", broken)
    with pytest.raises(MemoryError):
        check_file.func(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == DraftState.CHECKED and report_in(waiting.pk).failed
    assert "Máy chủ gặp lỗi" in client.get(f"/nhap-tep/{waiting.pk}/").content.decode()


def test_a_step_is_taken_once_however_often_it_is_asked_for(client: Client, waiting: ImportDraft) -> None:
    check_file.func(waiting.pk)
    for _ in range(2):
        client.post(f"/nhap-tep/{waiting.pk}/ghi/")
    assert DBTaskResult.objects.ready().filter(task_path__endswith="post_file").count() == 1


def test_files_that_nobody_came_back_for_expire(waiting: ImportDraft, settings: Any) -> None:
    settings.CHUNGTAY_IMPORT_DAYS = 0
    assert actions.close_expired(by=None, at=waiting.opened_at.replace(year=2099)) == 0, "a running step is left alone"
    check_file.func(waiting.pk)
    assert actions.close_expired(by=None, at=waiting.opened_at.replace(year=2099)) == 1
