"""The catalogue, counting rules and tag sets as known at a sequence number."""

import re
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet

from chungtay.ledger.models import CountingRule, Entry, Indicator, IndicatorVersion, TagSet
from chungtay.ledger.rules import Catalogue, EntryKind, IndicatorView, Rulebook, RuleItem, RuleView

EMPTY_TAGSET = 1
Book = tuple[Catalogue, Rulebook]
State = tuple[Any, ...]
LAST = "MAX(CASE WHEN superseded_seq IS NULL THEN added_seq ELSE superseded_seq END) AS last"
STATE_FROM: Final = (
    f" FROM (SELECT COUNT(*) AS n, COUNT(superseded_seq) AS gone, {LAST} FROM ledger_indicatorversion) v,"
    f" (SELECT COUNT(*) AS n, COUNT(superseded_seq) AS gone, {LAST} FROM ledger_countingrule) r,"
    " (SELECT COUNT(*) AS n FROM ledger_countingruleitem) i"
)
CHANGED: Final = "ledger_entry e WHERE e.seq = CASE WHEN r.last > v.last THEN r.last ELSE v.last END"
STATE_SQL: Final = f"SELECT v.n, v.gone, r.n, r.gone, i.n, (SELECT e.hash FROM {CHANGED}){STATE_FROM}"
SAME_SQL: Final = (
    "SELECT CASE WHEN v.n = {0} AND v.gone = {1} AND r.n = {2} AND r.gone = {3} AND i.n = {4} AND EXISTS"
    f" (SELECT 1 FROM {CHANGED} AND e.hash = {{5}}) THEN 1 ELSE 0 END{STATE_FROM}"
)
KEPT: Final = 4
PLAIN_TAG: Final = re.compile(r"[a-z0-9_:.\-]+")
HASH: Final = {"sqlite": "x'{}'", "postgresql": "decode('{}', 'hex')"}
_kept: OrderedDict[State, Book] = OrderedDict()


def _known(seq: int | None) -> Q:
    if seq is None:
        return Q(superseded_seq=None)
    return Q(added_seq__lte=seq) & (Q(superseded_seq=None) | Q(superseded_seq__gt=seq))


def catalogue(seq: int | None = None) -> Catalogue:
    """All indicators as known now, or after entry `seq`."""
    return _books()[0] if seq is None else read_catalogue(seq)


def rulebook(seq: int | None = None) -> Rulebook:
    """All counting rules as known now, or after entry `seq`."""
    return _books()[1] if seq is None else read_rulebook(seq)


def books(seq: int | None = None) -> Book:
    """Catalogue and counting rules together."""
    return _books() if seq is None else (read_catalogue(seq), read_rulebook(seq))


def _state() -> State | None:
    """What tells one state of the catalogue and its rules from every other; None while their entry is being written.

    The entry of the last change has a salted hash: no other change, in a transaction rolled back, in another process or
    in another book, ever has the same. The counts tell apart what one entry has written so far.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE_SQL)
        *counts, last = cursor.fetchone()
    return None if last is None else (*counts, bytes(last))


def _books() -> Book:
    """Catalogue and rules as known now: kept in memory as long as their state in the database is the same."""
    state = _state()
    found = None if state is None else _kept.pop(state, None)
    if found is None:
        found = (read_catalogue(), read_rulebook())
        if state is None or state != _state():  # something was committed between the readings
            return found
    assert state is not None
    _kept[state] = found  # what was asked for last stands last: `KeptBooks` begins with it
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


class KeptBooks:
    """Catalogue and rules as they were last known; one number, asked with others, tells whether they are still the same."""

    def __init__(self) -> None:
        self._newest = list(_kept.items())[-1:]

    @property
    def statement(self) -> tuple[str, int] | None:
        """What asks whether they are: SQL, and its one column; None where nothing is known yet."""
        if not self._newest:
            return None
        *counts, last = self._newest[0][0]
        return SAME_SQL.format(*counts, HASH[connection.vendor].format(last.hex())), 1

    def of(self, rows: Iterable[tuple[int, ...]]) -> Book:
        """Catalogue and rules, by the answer."""
        return self._newest[0][1] if any(same for (same,) in rows) else books()


def read_catalogue(seq: int | None = None) -> Catalogue:
    """The indicators in the order in which they were entered, read from their tables."""
    versions = IndicatorVersion.objects.filter(_known(seq)).select_related("indicator", "part_of").order_by("indicator")
    return Catalogue({v.indicator.code: _view(v, v.indicator) for v in versions})


def _view(version: IndicatorVersion, indicator: Indicator) -> IndicatorView:
    return IndicatorView(
        id=indicator.pk, code=indicator.code, name_vi=version.name_vi, name_en=version.name_en or version.name_vi,
        measure=indicator.measure, kind=indicator.kind, field=version.field, definition=version.definition_vi,
        part_of=version.part_of.code if version.part_of else None, scale=indicator.scale, derived=version.derived,
        excluded_kinds=frozenset(filter(None, version.excluded_kinds.split("|"))), source=version.source,
        ended_on=version.ended_on,
    )  # fmt: skip


def read_rulebook(seq: int | None = None) -> Rulebook:
    """The counting rules, read from their tables."""
    rules: QuerySet[CountingRule] = CountingRule.objects.filter(_known(seq)).prefetch_related("items")
    return Rulebook(
        RuleView(
            rule.chapter_id, rule.total_id, rule.first_month,
            tuple(RuleItem(i.indicator_id, i.factor, i.reason) for i in rule.items.all()),
        )
        for rule in rules
    )  # fmt: skip


def corrected_codes() -> set[str]:
    """Codes of the indicators whose version that stands was entered by a person."""
    entered = Entry.objects.filter(kind=EntryKind.CATALOGUE, by_id__isnull=False).values("seq")
    rows = IndicatorVersion.objects.filter(superseded_seq=None, added_seq__in=entered)
    return set(rows.values_list("indicator__code", flat=True))


def tag_key(tags: Iterable[str]) -> str:
    """The stored form of a set of tags."""
    return "|".join(sorted(tags))


def tags_of(key: str) -> frozenset[str]:
    """The set behind a stored form."""
    return frozenset(key.split("|")) if key else frozenset()


class TagSets:
    """Tag sets by id and by key, loaded as they are needed."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {EMPTY_TAGSET: ""}
        self._ids: dict[str, int] = {"": EMPTY_TAGSET}
        self._sets: dict[int, frozenset[str]] = {EMPTY_TAGSET: frozenset()}

    def learn(self, rows: Iterable[tuple[int, str]]) -> None:
        """Know these ids and keys."""
        for pk, key in rows:
            self._keys[pk] = key
            self._ids[key] = pk
            self._sets[pk] = tags_of(key)

    def load(self, ids: Iterable[int]) -> None:
        """Fetch the keys of these ids."""
        missing = set(ids) - self._keys.keys()
        if missing:
            self.learn(TagSet.objects.filter(pk__in=missing).values_list("pk", "key"))

    def load_keys(self, keys: Iterable[str]) -> set[str]:
        """Fetch the ids of these keys; returns the keys that no row has yet."""
        missing = set(keys) - self._ids.keys()
        if missing:
            self.learn(TagSet.objects.filter(key__in=missing).values_list("pk", "key"))
        return missing - self._ids.keys()

    def key(self, tagset_id: int) -> str:
        """Stored form of a tag set."""
        if tagset_id not in self._keys:
            self.load([tagset_id])
        return self._keys[tagset_id]

    def id(self, key: str) -> int:
        """Id of a loaded key."""
        return self._ids[key]

    def tags(self, tagset_id: int) -> frozenset[str]:
        """The tags of a loaded tag set."""
        return self._sets[tagset_id]


class AllTagSets(TagSets):
    """The same, all fetched with the first that is missing: for questions that may meet any of them."""

    _is_whole = False

    def load(self, ids: Iterable[int]) -> None:
        """Fetch all keys, where one of these is missing: also one that was made since they were fetched. 0 is of none."""
        if set(ids) - self._keys.keys() - ({0} if self._is_whole else set()):
            self._is_whole = True
            self.learn(TagSet.objects.values_list("pk", "key"))

    def take(self, rows: Iterable[tuple[int, str]]) -> None:
        """All keys, where they were fetched with something else."""
        self._is_whole = True
        self.learn(rows)

    def holding(self, tags: frozenset[str]) -> tuple[int, ...]:
        """Ids of those that hold all these tags."""
        self.load([0])
        return tuple(pk for pk, own in self._sets.items() if tags <= own)

    def used(self) -> set[str]:
        """Every tag that an entry has carried."""
        self.load([0])
        return {tag for own in self._sets.values() for tag in own}


def tagsets_with(tags: frozenset[str]) -> list[int]:
    """Ids of the tag sets that hold all these tags."""
    rows = TagSet.objects.filter(*(Q(key__contains=tag) for tag in tags))
    return [pk for pk, key in rows.values_list("pk", "key") if tags <= tags_of(key)]


def statement_with(tags: frozenset[str]) -> tuple[str, int] | None:
    """The same as SQL and its one column of numbers, to be asked with others; None for what is no tag of ours."""
    if not tags or not all(PLAIN_TAG.fullmatch(tag) for tag in tags):
        return None
    held = (f"'|' || key || '|' LIKE '%|{_plain(tag)}|%' ESCAPE '!'" for tag in sorted(tags))
    return f"SELECT id FROM ledger_tagset WHERE {' AND '.join(held)}", 1


def _plain(tag: str) -> str:
    return tag.replace("_", "!_")


def used_tags() -> set[str]:
    """Every tag that an entry has carried."""
    return {tag for key in TagSet.objects.values_list("key", flat=True) for tag in tags_of(key)}
