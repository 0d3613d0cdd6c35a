"""The row of the outgoing register that a directive or a proposal is."""

from datetime import date, datetime

from chungtay.accounts.models import User
from chungtay.correspondence.actions.outgoing import record_outgoing
from chungtay.correspondence.models import OutgoingDocument
from chungtay.correspondence.queries.directives import free_papers
from chungtay.correspondence.rules import OutgoingDraft, PaperKind, proposed_symbol
from chungtay.correspondence.rules.directives import NO_PAPER
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import appointments_on, issuing_body_on


def record_paper(
    *, by: User | None, at: datetime, unit_id: int, kind: PaperKind, about: str, on: date, recipients: str,
    paper_id: int | None, note: str,
) -> OutgoingDocument:  # fmt: skip
    """The named row of the unit's register, else a new one that waits for its number.

    Raises Refusal for a row of another unit or kind, a withdrawn one, one that is tied to something already.
    """
    if paper_id is not None:
        paper = next((one for one in free_papers(unit_id, [kind]) if one.pk == paper_id), None)
        if paper is None:
            raise Refusal(NO_PAPER)
        return paper
    body, posts = issuing_body_on(unit_id, on), appointments_on(unit_id, on)
    draft = OutgoingDraft(
        unit_id, kind, proposed_symbol(kind, body.symbol if body else ""), about,
        signer=posts[0].person if posts else "", recipients=recipients[:500], note=note,
    )  # fmt: skip
    return record_outgoing(by=by, at=at, draft=draft)


def note_source(*, by: User | None, at: datetime, paper: OutgoingDocument, path: str) -> None:
    """Let the register's row lead to what it is."""
    OutgoingDocument.objects.filter(pk=paper.pk).update(source=path)
