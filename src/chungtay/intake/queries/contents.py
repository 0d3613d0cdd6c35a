"""What a draft holds, opened: its file, its shape, its report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from chungtay.intake.models import DraftContent
from chungtay.intake.rules.reports import Report
from chungtay.intake.rules.shapes import SheetShape
from chungtay.kernel.sealing import Key, keys_for, opened


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first rows of a sheet as text, its height and its greatest width."""

    rows: tuple[tuple[str, ...], ...]
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class FileShape:
    """What is known of a file and what its owner said: heads of its sheets, the chosen ones, their shapes."""

    heads: Mapping[str, SheetHead]
    chosen: tuple[str, ...]
    sheets: Mapping[str, SheetShape] = field(default_factory=dict)
    remembered: bool = False  # do meanings come from an earlier file?

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "heads": {name: [head.rows, head.height, head.width] for name, head in self.heads.items()},
            "chosen": self.chosen,
            "sheets": {name: shape.as_json() for name, shape in self.sheets.items()},
            "remembered": self.remembered,
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "FileShape":
        """The shape again."""
        heads = {
            name: SheetHead(tuple(map(tuple, rows)), height, width)
            for name, (rows, height, width) in kept["heads"].items()
        }
        sheets = {name: SheetShape.of_json(shape) for name, shape in kept["sheets"].items()}
        return cls(heads, tuple(kept["chosen"]), sheets, kept["remembered"])


def draft_keys() -> tuple[Key, ...]:
    """The keys that files on their way in are sealed with."""
    return keys_for("import_draft", settings.CHUNGTAY_DATA_KEYS)


def draft_place(draft_id: int, part: str) -> str:
    """What a sealed part of a draft is bound to."""
    return f"import_draft:{draft_id}:{part}"


def file_of(draft_id: int) -> bytes:
    """The file as it came."""
    return _part(draft_id, "file")


def shape_of(draft_id: int) -> FileShape:
    """What its owner said of it."""
    return FileShape.of_json(json.loads(_part(draft_id, "shape")))


def report_in(draft_id: int) -> Report:
    """What the last step came to; an empty report before the first one."""
    kept = _part(draft_id, "report")
    return Report.of_json(json.loads(kept)) if kept else Report()


def _part(draft_id: int, part: str) -> bytes:
    seal = bytes(DraftContent.objects.values_list(part, flat=True).get(draft=draft_id))
    return opened(seal, keys=draft_keys(), bound_to=draft_place(draft_id, part)) if seal else b""
