"""What was read of a document as bytes, and again as the reader's dataclasses: JSON, pressed."""

import json
import types
import zlib
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

DECIMAL = "decimal"  # marks a number that is no whole one


def pressed(value: Any) -> bytes:
    """Any of the reader's dataclasses as bytes."""
    return zlib.compress(json.dumps(_packed(value), ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpressed(hint: Any, data: bytes) -> Any:
    """The dataclass again; a field that it did not have then has its default."""
    return _unpacked(hint, json.loads(zlib.decompress(data)))


def _packed(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _packed(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_packed(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return {DECIMAL: str(value)} if isinstance(value, Decimal) else value


def _unpacked(hint: Any, data: Any) -> Any:
    if data is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        return _one_of([each for each in get_args(hint) if each is not types.NoneType], data)
    if get_origin(hint) in (tuple, frozenset):
        return get_origin(hint)(_unpacked(get_args(hint)[0], each) for each in data)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{name: _unpacked(hints[name], each) for name, each in data.items() if name in hints})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    return date.fromisoformat(data) if hint is date else data


def _one_of(hints: list[Any], data: Any) -> Any:
    if isinstance(data, dict) and DECIMAL in data:
        return Decimal(data[DECIMAL])
    return _unpacked(hints[0], data) if len(hints) == 1 else data


_hints = lru_cache(get_type_hints)
