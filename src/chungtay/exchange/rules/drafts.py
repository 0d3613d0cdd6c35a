"""A checked row: what it posts."""

from dataclasses import dataclass
from typing import NamedTuple

from chungtay.ledger.rules import DeclarationDraft, RecordDraft

from .headings import Layout
from .problems import Problem


class RowDraft(NamedTuple):
    """A good row: one record (with its partner units), or the declarations of its cells."""

    sheet: str
    row: int
    record: RecordDraft | None
    declarations: tuple[DeclarationDraft, ...] = ()
    partners: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a batch of `read` rows came to: good ones in order, problems in order, numbers of the refused rows."""

    layout: Layout
    read: int
    good: list[RowDraft]
    problems: list[Problem]
    refused: list[int]
