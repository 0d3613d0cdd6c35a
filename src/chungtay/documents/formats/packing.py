"""What every Office file needs: no character that XML cannot hold, no moment of the clock."""

import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any

UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONG_AGO = (2020, 3, 5, 0, 0, 0)  # moments inside the file are never the clock's


def printable(part: Any) -> Any:
    """The same without the characters that XML cannot hold: one of them, pasted into a name, would cost every report."""
    if type(part) is str:
        return UNPRINTABLE.sub("", part)
    if type(part) is tuple:
        return tuple(map(printable, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: printable(getattr(part, field.name)) for field in fields(part)})
    return part


def settled(raw: bytes) -> bytes:
    """The package with fixed moments inside, so that the same parts give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
