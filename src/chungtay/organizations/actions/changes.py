"""One change of the tree, from its revision number to the kept closure. Used by the actions of this app only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Max

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.models import ClusterMembership, TreeRevision, Unit, UnitPath, UnitVersion
from chungtay.organizations.rules import Edge, Tree

# More touched units than this: the whole tree is read and its closure written anew, which is quicker than in parts.
_MANY = 1500
# Ids per query, below what either database takes as parameters of one statement.
_CHUNK = 500

_ORPHANED = gettext_noop(
    "Đơn vị %(unit)s trực thuộc %(parent)s, nhưng từ ngày %(day)s %(parent)s không còn (hoặc chưa) hoạt động"
)
_CODE_TWICE = gettext_noop("Mã %(code)s bị hai đơn vị dùng cùng lúc từ ngày %(day)s")


@dataclass
class Change:
    """A new revision: supersede rows and add rows, then `settle`. The caller's transaction holds it together.

    `settle` refuses units that overlap, have holes, stand below themselves, outlive their parent, or share a
    code on a day with another; then it writes the closure of what was touched and of all below.
    """

    revision: TreeRevision
    touched: set[int] = field(default_factory=set)

    @classmethod
    def begun(cls, *, by: User | None, at: datetime, note: str) -> "Change":
        """A change with the next revision number; two at once wait for each other."""
        # The first row serves as the lock of the series: it exists as soon as there is anything to change.
        TreeRevision.objects.select_for_update().order_by("number").first()
        newest = TreeRevision.objects.aggregate(newest=Max("number"))["newest"] or 0
        return cls(TreeRevision.objects.create(number=newest + 1, recorded_at=at, by=by, note=note[:300]))

    def supersede(self, row: UnitVersion | ClusterMembership) -> None:
        """The row holds no more from this revision on."""
        row.superseded_in = self.revision
        row.save(update_fields=["superseded_in"])
        if isinstance(row, UnitVersion):
            self.touched.add(row.unit_id)

    def add(self, versions: Iterable[UnitVersion]) -> None:
        """New versions that hold from this revision on."""
        rows = list(versions)
        for row in rows:
            row.added_in = self.revision
        UnitVersion.objects.bulk_create(rows, batch_size=_CHUNK)
        self.touched.update(row.unit_id for row in rows)

    def add_membership(self, membership: ClusterMembership) -> None:
        """A membership that holds from this revision on."""
        membership.added_in = self.revision
        membership.save()

    def settle(self) -> TreeRevision:
        """Check the tree as it stands after the change and keep its closure. Raises Refusal."""
        if self.touched:
            affected = self._affected()
            whole = len(affected) > _MANY
            versions = list(_current_versions() if whole else _with_ancestors(affected))
            labels = {version.unit_id: version.unit.code for version in versions}
            tree = Tree((_edge(version) for version in versions), labels)
            tree.check(None if whole else affected)
            _refuse_gaps(tree, affected)
            _refuse_shared_codes({labels[unit_id] for unit_id in self.touched})
            _replace_paths(tree, None if whole else affected)
        return self.revision

    def _affected(self) -> set[int]:
        """The touched units and all below them at any time; whoever is newly below one was touched itself."""
        affected = set(self.touched)
        if len(affected) > _MANY:
            return affected | set(UnitPath.objects.values_list("descendant", flat=True).distinct())
        for chunk in _chunks(self.touched):
            affected.update(UnitPath.objects.filter(ancestor__in=chunk).values_list("descendant", flat=True))
        return affected


def _edge(version: UnitVersion) -> Edge:
    return Edge(version.unit_id, version.parent_id, version.valid_from, version.valid_to)


def _chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _current_versions(unit_ids: Collection[int] | None = None) -> list[UnitVersion]:
    versions = UnitVersion.objects.filter(superseded_in__isnull=True).select_related("unit")
    if unit_ids is not None:
        versions = versions.filter(unit__in=unit_ids)
    return list(versions)


def _with_ancestors(unit_ids: Collection[int]) -> Iterator[UnitVersion]:
    """Current versions of the units and of everyone above them, level by level."""
    known: set[int] = set()
    wanted = set(unit_ids)
    while wanted:
        known |= wanted
        above: set[int] = set()
        for chunk in _chunks(wanted):
            for version in _current_versions(chunk):
                yield version
                if version.parent_id is not None:
                    above.add(version.parent_id)
        wanted = above - known


def _refuse_gaps(tree: Tree, affected: Collection[int]) -> None:
    for gap in tree.gaps(affected):
        unit, parent = tree.label(gap.unit_id), tree.label(gap.parent_id)
        raise Refusal(_ORPHANED, unit=unit, parent=parent, day=f"{gap.valid_from:%d/%m/%Y}")


def _refuse_shared_codes(codes: set[str]) -> None:
    """Raises Refusal if two units bear one of the codes on the same day."""
    rows = UnitVersion.objects.filter(superseded_in__isnull=True)
    if len(codes) <= _CHUNK:
        rows = rows.filter(unit__code__in=codes)
    lives: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for code, unit_id, start, end in rows.values_list("unit__code", "unit", "valid_from", "valid_to"):
        if code in codes:
            lives[code].append((start, end or date.max, unit_id))
    for code, spans in lives.items():
        for before, after in pairwise(sorted(spans)):
            if before[2] != after[2] and after[0] < before[1]:
                raise Refusal(_CODE_TWICE, code=code, day=f"{after[0]:%d/%m/%Y}")


def _replace_paths(tree: Tree, unit_ids: Collection[int] | None) -> None:
    if unit_ids is None:
        UnitPath.objects.all().delete()
    else:
        for chunk in _chunks(unit_ids):
            UnitPath.objects.filter(descendant__in=chunk).delete()
    UnitPath.objects.bulk_create(
        (
            UnitPath(
                ancestor_id=path.ancestor_id,
                descendant_id=path.descendant_id,
                depth=path.depth,
                valid_from=path.valid_from,
                valid_to=path.valid_to,
            )
            for path in tree.paths(unit_ids)
        ),
        batch_size=_CHUNK,
    )


def unit_known(unit_id: int) -> Unit:
    """The unit of that id. Raises Refusal if there is none."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Refusal(gettext_noop("Không có đơn vị số %(id)s"), id=unit_id)
    return unit
