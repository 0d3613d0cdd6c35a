"""Directives issued, opened, carried out, reminded of, withdrawn. What was issued is never changed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.correspondence.actions.papers import note_source, record_paper
from chungtay.correspondence.formats import Attachment, attachment
from chungtay.correspondence.models import (
    Directive,
    DirectiveFile,
    DirectiveReceipt,
    DirectiveReceiver,
    DirectiveWithdrawal,
)
from chungtay.correspondence.queries.directives import directives, is_below, is_standing, receivers_of
from chungtay.correspondence.rules import DirectiveDraft, ReceiptKind, ReceiverState
from chungtay.correspondence.rules import directives as said
from chungtay.correspondence.rules.outgoing import NO_ABOUT
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.queries import Structure, holders_on, structure

TOO_MANY_FILES = gettext_noop("Mỗi văn bản kèm nhiều nhất %(most)s tệp.")


@transaction.atomic
def issue_directive(
    *, by: User | None, at: datetime, on: date, draft: DirectiveDraft, files: Sequence[tuple[str, bytes]] = ()
) -> Directive:
    """Send a directive down to its units, with its files by name; `on` is today in Viet Nam. Their people are told.

    Its paper is a row of the outgoing register. Raises Refusal without text, for days out of order, for units that do
    not stand below the sender on the day it is issued, or have ended by now (by name), for files that are not what they
    say, and where it is to replace one that does not stand.
    """
    _check(draft, on)
    known = structure()
    receivers = _checked_receivers(draft, known, on)
    attached = _checked_files(files)
    replaced = _replaced(draft)
    paper = record_paper(
        by=by, at=at, unit_id=draft.unit_id, kind=draft.kind, about=draft.about, on=draft.issued_on,
        recipients="; ".join(receivers.values()), paper_id=draft.paper_id, note=draft.note,
    )  # fmt: skip
    directive = Directive.objects.create(
        unit_id=draft.unit_id, kind=draft.kind, about=nfc(draft.about.strip()), asks=nfc(draft.asks.strip()),
        programme=draft.programme, issued_on=draft.issued_on, due_on=draft.due_on, paper=paper, replaces=replaced,
        issued_at=at, issued_by=by,
    )  # fmt: skip
    path = reverse("directive", args=[directive.pk])
    note_source(by=by, at=at, paper=paper, path=path)
    DirectiveReceiver.objects.bulk_create(DirectiveReceiver(directive=directive, unit_id=unit) for unit in receivers)
    DirectiveFile.objects.bulk_create(
        DirectiveFile(
            directive=directive, name=one.name, media_type=one.media_type, size=len(one.data), sha256=one.sha256,
            content=one.data,
        )
        for one in attached
    )  # fmt: skip
    note(by=by, at=at, action="issue_directive", object_type="directive", object_id=directive.pk, text=directive.about)
    _tell(by, at, on, receivers, NoticeKind.DIRECTIVE_ISSUED, directive, known)
    return directive


@transaction.atomic
def withdraw_directive(*, by: User | None, at: datetime, on: date, directive_id: int, reason: str) -> None:
    """Call a directive back; what was received stays. Raises Refusal without a reason, or where it does not stand."""
    directive = _standing(directive_id)
    if not reason.strip():
        raise Refusal(said.NO_WITHDRAWAL_REASON)
    DirectiveWithdrawal.objects.create(directive=directive, because=nfc(reason.strip()), at=at, by=by)
    note(by=by, at=at, action="withdraw_directive", object_type="directive", object_id=directive.pk, text=reason)
    units = directive.receivers.values_list("unit", flat=True)
    _tell(by, at, on, units, NoticeKind.DIRECTIVE_WITHDRAWN, directive, structure())


@transaction.atomic
def note_directive_opened(*, by: User | None, at: datetime, directive_id: int, receiver_ids: Collection[int]) -> int:
    """Somebody of these receiving units has the directive before the eyes; how many had not opened it before."""
    rows = DirectiveReceiver.objects.select_for_update().filter(directive=directive_id, pk__in=receiver_ids)
    opened = DirectiveReceipt.objects.filter(receiver__in=receiver_ids, kind=ReceiptKind.OPENED)
    before = set(opened.values_list("receiver", flat=True))
    new = [row for row in rows if row.pk not in before]
    _receipts(by, at, ReceiptKind.OPENED, [row.pk for row in new])
    if new:
        note(by=by, at=at, action="note_directive_opened", object_type="directive", object_id=directive_id)
    return len(new)


@transaction.atomic
def record_directive_done(
    *, by: User | None, at: datetime, on: date, directive_id: int, unit_id: int, text: str, done_on: date,
    on_behalf: bool = False,
) -> DirectiveReceipt:  # fmt: skip
    """A receiving unit says what it did and when; the latest word counts, earlier ones stay. `on_behalf`: somebody above
    writes down what it told.

    Raises Refusal without words, for a day before the directive or to come, for a unit that did not receive it.
    """
    directive = _standing(directive_id)
    receiver = directive.receivers.filter(unit=unit_id).first()
    if receiver is None:
        raise Refusal(said.NOT_RECEIVER)
    if not text.strip():
        raise Refusal(said.NO_WORDS)
    if not directive.issued_on <= done_on <= on:
        raise Refusal(said.DONE_WHEN, day=f"{directive.issued_on:%d/%m/%Y}")
    receipt = DirectiveReceipt.objects.create(
        receiver=receiver, kind=ReceiptKind.DONE, at=at, by=by, done_on=done_on, text=nfc(text.strip()),
        on_behalf=on_behalf,
    )  # fmt: skip
    note(by=by, at=at, action="record_directive_done", object_type="directive", object_id=directive.pk, text=text)
    return receipt


@transaction.atomic
def notify_receivers(*, by: User | None, at: datetime, on: date, directive_id: int) -> int:
    """Remind the people of the units that have not read the directive or not said what they did; how many units.

    Raises Refusal where there is none left to remind.
    """
    directive, known = _standing(directive_id), structure()
    owes = (ReceiverState.UNREAD, ReceiverState.OPENED)
    silent = [one for one in receivers_of(directive, known, on) if one.stands and one.state in owes]
    if not silent:
        raise Refusal(said.NOBODY_TO_REMIND)
    _receipts(by, at, ReceiptKind.REMINDED, [one.id for one in silent])
    note(by=by, at=at, action="notify_receivers", object_type="directive", object_id=directive.pk)
    _tell(by, at, on, [one.unit.id for one in silent], NoticeKind.DIRECTIVE_REMINDED, directive, known)
    return len(silent)


def _check(draft: DirectiveDraft, on: date) -> None:
    if draft.kind not in said.DIRECTIVE_KINDS:
        raise Refusal(said.WRONG_KIND)
    if not draft.about.strip():
        raise Refusal(NO_ABOUT)
    if not draft.asks.strip():
        raise Refusal(said.NO_ASK)
    if draft.issued_on > on:
        raise Refusal(said.NOT_ISSUED_YET, day=f"{draft.issued_on:%d/%m/%Y}")
    if draft.due_on is not None and draft.due_on < draft.issued_on:
        raise Refusal(said.DUE_BEFORE, due=f"{draft.due_on:%d/%m/%Y}", day=f"{draft.issued_on:%d/%m/%Y}")


def _checked_receivers(draft: DirectiveDraft, known: Structure, on: date) -> dict[int, str]:
    """The receiving units by id, with their names; all stand below the sender on the day."""
    day = draft.issued_on
    found = known.units_of(draft.receiver_ids, day)
    if not found:
        raise Refusal(said.NO_RECEIVER)
    ended = [unit.name for unit in found.values() if not unit.stands_on(day)]
    if ended:
        raise Refusal(said.NOT_STANDING, day=f"{day:%d/%m/%Y}", names=", ".join(ended))
    gone = [unit.name for unit in known.units_of(found, on).values() if not unit.stands_on(on)]
    if gone and not draft.ended_too:
        raise Refusal(said.ENDED_SINCE, names=", ".join(gone))
    strange = [unit.name for unit in found.values() if not is_below(known, unit.id, draft.unit_id, day)]
    if strange:
        sender = known.unit_by_id(draft.unit_id, day)
        raise Refusal(
            said.NOT_BELOW, unit=sender.name if sender else "", day=f"{day:%d/%m/%Y}", names=", ".join(strange)
        )
    return {unit.id: unit.name for unit in sorted(found.values(), key=lambda unit: unit.code)}


def _checked_files(files: Sequence[tuple[str, bytes]]) -> list[Attachment]:
    if len(files) > settings.CHUNGTAY_ATTACHMENTS:
        raise Refusal(TOO_MANY_FILES, most=settings.CHUNGTAY_ATTACHMENTS)
    return [attachment(name, data, settings.CHUNGTAY_ATTACHMENT_BYTES) for name, data in files]


def _replaced(draft: DirectiveDraft) -> Directive | None:
    if draft.replaces_id is None:
        return None
    row = Directive.objects.select_for_update().filter(pk=draft.replaces_id, unit=draft.unit_id).first()
    if row is None or not is_standing(row):
        raise Refusal(said.NOT_REPLACED)
    return row


def _standing(directive_id: int) -> Directive:
    list(Directive.objects.select_for_update().filter(pk=directive_id))  # two at one moment take turns
    directive = directives().filter(pk=directive_id).first()
    if directive is None or not is_standing(directive):
        raise Refusal(said.NO_DIRECTIVE)
    return directive


def _receipts(by: User | None, at: datetime, kind: ReceiptKind, receivers: Iterable[int]) -> None:
    DirectiveReceipt.objects.bulk_create(
        DirectiveReceipt(receiver_id=receiver, kind=kind, at=at, by=by) for receiver in receivers
    )


def _tell(
    by: User | None, at: datetime, on: date, units: Iterable[int], kind: NoticeKind, directive: Directive,
    known: Structure,
) -> None:  # fmt: skip
    sender = known.unit_by_id(directive.unit_id, directive.issued_on)
    people = holders_on(list(units), [], on) - ({by.pk} if by else set())
    notify(
        by=by, at=at, to=people, kind=kind, params={"where": sender.name if sender else "", "title": directive.about},
        path=reverse("directive", args=[directive.pk]),
    )  # fmt: skip
