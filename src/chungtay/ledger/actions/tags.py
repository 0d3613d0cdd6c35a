"""Interning of tag sets."""

from collections.abc import Iterable

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.models import TagSet
from chungtay.ledger.queries.catalogue import TagSets


def tagset_ids(tagsets: TagSets, keys: Iterable[str]) -> None:
    """See that every key has a row and is loaded."""
    missing = tagsets.load_keys(keys)
    for key in missing:
        if any(":" not in tag for tag in key.split("|")):
            raise Refusal(gettext_noop("Nhãn “%(key)s” thiếu loại (ví dụ programme:tet_nhan_ai)."), key=key)
    if missing:
        TagSet.objects.bulk_create([TagSet(key=key) for key in sorted(missing)], ignore_conflicts=True)
        tagsets.load_keys(missing)
