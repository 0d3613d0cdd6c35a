"""When a figure was: the period of its sentence, else what governs it before, its heading, the title, the document's day."""

from bisect import bisect_left
from collections import Counter
from datetime import date
from functools import cached_property
from typing import Final

from chungtay.quantities.rules.figures import FigureKind, Quantity
from chungtay.reading.rules.figures import Period
from chungtay.reading.rules.known import Known, KnownCause
from chungtay.unpacking.rules import Span

from .period_forms import LUNAR, Clock, lunar_year, years_in
from .periods import Expression, expressions
from .scene import Scene

_OCCASION: Final = ("nhân dịp này", "dịp này", "tại buổi", "tại lễ", "tại chương trình", "đại hội bầu", "đại hội đã bầu",
                    "cũng trong dịp", "ban tổ chức", "đoàn đã")  # fmt: skip
_REVIEWS: Final = (
    "giao ban", "tổng kết", "sơ kết", "kết quả", "báo cáo", "tháng đầu năm", "đại hội", "nhiệm kỳ", "năm qua",
)  # fmt: skip
_NAMED_FOR: Final = 48  # how far behind a campaign's name its year may stand
_OPENING: Final = 80  # how far into the first paragraph the day of an event stands
_ATTACHED: Final = 12  # how near a year stands that belongs to the name before it


class Calendar:
    """The periods that a document names, and which governs a place."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene = scene
        title = scene.title.of(scene.small) if scene.title else ""
        dated = scene.document.dated
        common = Counter(years_in(scene.small)).most_common(1)
        year = dated.year if dated else next((year for year, _ in common), None)
        self.clock = Clock(dated, self._of_title(title, year))
        told = expressions(scene.small, self.clock, scene.plain)
        told = [e for e in told if not any(line.start <= e.start < line.end for line in scene.datelines)]
        self.found = self._with_windows(told, known)
        self._starts = [found.start for found in self.found]
        self._cut: dict[tuple[int, int], list[Expression]] = {}
        lead = scene.lead.of(scene.small) if scene.lead else ""
        self.is_review = any(word in f"{title} {lead}" for word in _REVIEWS) or self._titled is not None

    def _of_title(self, title: str, year: int | None) -> int | None:
        """The year that a review's title speaks of, where it is an earlier one than the document's day."""
        past = [y for y in years_in(title) if year is not None and y == year - 1]
        dated = self.scene.document.dated
        return past[0] if past and dated and dated.month <= 3 else year

    def _with_windows(self, found: list[Expression], known: Known) -> list[Expression]:
        """Campaigns that have their days of the year: a name with its year is one period, not two."""
        starts = [e.start for e in found]
        windows: dict[int, Expression] = {}
        named: list[Expression] = []
        for hit in known.cause_names.hits(self.scene.words):
            cause = hit.meanings[0]
            days = _window(cause, self._year_near(hit.end)) if cause.windows or cause.season else None
            if days is None:
                continue
            place = bisect_left(starts, hit.end)
            if place < len(found) and found[place].start - hit.end <= _ATTACHED and not found[place].event:
                windows[place] = Expression(hit.start, found[place].end, *days, window=True)
            else:
                named.append(Expression(hit.start, hit.end, *days, window=True, aside=True))
        kept = [windows.get(place, e) for place, e in enumerate(found)]
        return sorted([*kept, *named], key=lambda e: e.start)

    def _year_near(self, end: int) -> int | None:
        after = self.scene.small[end : end + _NAMED_FOR].split(".")[0].split(";")[0]
        lunar = LUNAR.search(after)
        if lunar and self.clock.year:
            return lunar_year(f"{lunar['stem']} {lunar['branch']}", self.clock.year)
        return next(years_in(after), self.clock.year)

    @property
    def whole(self) -> Period | None:
        """The period of the document: what its title says, else its first wide period or its event, else its day."""
        found = self._titled or (self._first_wide() if self.is_review else None)
        if found is not None:
            return Period(found.first, found.last, "title")
        day = self._event or self._dated
        return Period(day.first, day.last, "title") if day else self._by_date(FigureKind.RESULT)

    def period(self, number: int) -> Period | None:
        """The period of a quantity by its place, None where nothing says any."""
        quantity = self.scene.quantities[number]
        event = self._event or self._first_event or self._dated
        opens = quantity.sentence.start
        if event is not None and (
            quantity.kind is FigureKind.PARTICIPATION
            or self.scene.small[opens : opens + 30].lstrip(" -+•*").startswith(_OCCASION)
        ):
            return Period(event.first, event.last, "block")
        own = self._labelled(quantity) or self._in_sentence(quantity)
        if own is not None:
            return Period(own.first, own.last, "sentence")
        found = self._governing(quantity)
        if found is not None:
            return Period(found.first, found.last, "block")
        found = (
            self._of(self.scene.title, quantity.kind)
            or (self._usual if self.is_review and quantity.kind is not FigureKind.TARGET else None)
            or self._of(self.scene.lead, quantity.kind)
        )
        return Period(found.first, found.last, "title") if found is not None else self._by_date(quantity.kind)

    @cached_property
    def _usual(self) -> Expression | None:
        """The period that a review without a title's names more than once."""
        wide = [e for e in self.found if not (e.event or e.planned or e.compared or e.window or e.long)]
        days, times = Counter((e.first, e.last) for e in wide).most_common(1)[0] if wide else (None, 0)
        return next(e for e in wide if (e.first, e.last) == days) if times > 1 else None

    def _labelled(self, quantity: Quantity) -> Expression | None:
        """What the column of a table's cell says, else its row: also the year that is compared with."""
        labels = self.scene.labels(quantity)
        spans = (*reversed(labels.column), *reversed(labels.row), *labels.head) if labels else ()
        return next((e for span in spans for e in self._within(span) if not e.event), None)

    def _governing(self, quantity: Quantity) -> Expression | None:
        """What stands before: in the paragraph, then in the headings, then in the paragraphs since, but for a title's period."""
        block = self.scene.block_at(quantity.span.start)
        start = self.scene.blocks[block].span.start if block is not None else quantity.sentence.start
        found = self._last(Span(start, quantity.sentence.start), quantity)
        if found is not None and not (found.event and self.is_review):
            return found
        headings = self.scene.headings(quantity.span.start)
        found = next((e for heading in headings if (e := self._of(heading, quantity.kind))), None)
        if found is not None or (self._titled and quantity.kind is not FigureKind.TARGET):
            return found
        since = max(self.scene.since_heading(start), self.scene.title.end if self.scene.title else 0)
        found = self._last(Span(since, start), quantity, short=True)
        event = None if self.is_review or quantity.kind is FigureKind.TARGET else self._event
        return event or found

    def _within(self, span: Span) -> list[Expression]:
        key = span.start, span.end  # the same sentence, heading and title are asked for again and again
        if key not in self._cut:
            self._cut[key] = self.found[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return self._cut[key]

    def _in_sentence(self, quantity: Quantity) -> Expression | None:
        """What stands before the number and nearest to it, else the first behind it in the same clause."""
        usable = [e for e in self._within(quantity.sentence) if _fits(e, quantity) and not (e.window and e.aside)]
        lead, sentence = (
            self.scene.lead,
            quantity.sentence,
        )  # whose day is that of the meeting, no period of what it reports
        opens = lead is not None and sentence.start <= lead.start < sentence.end
        if self.is_review and quantity.kind is not FigureKind.PARTICIPATION and opens:
            usable = [e for e in usable if not e.event]
        before = [e for e in usable if e.end <= quantity.span.start]
        if before:
            wide = [e for e in before if not e.event]
            return (wide or before)[-1] if not before[-1].event else before[-1]
        behind = next((e for e in usable if e.start >= quantity.span.end and not e.window and not e.aside), None)
        if behind is None or ";" in self.scene.small[quantity.span.end : behind.start]:
            return None
        return behind if not len(self.scene.between(quantity.span.end, behind.start)) else None

    def _last(self, span: Span, quantity: Quantity, *, short: bool = False) -> Expression | None:
        """The last wide period of a stretch, else its last day of an event; `short`: no stretch of years."""
        usable = [e for e in self._within(span) if _fits(e, quantity) and not e.window and not e.aside]
        if short:
            usable = [e for e in usable if not e.long] or usable
        wide = [e for e in usable if not e.event]
        if quantity.kind is FigureKind.TARGET or self.is_review:
            return wide[-1] if wide else None
        chosen = wide or usable
        return chosen[-1] if chosen else None

    def _of(self, span: Span | None, kind: FigureKind) -> Expression | None:
        if span is None:
            return None
        within = [e for e in self._within(span) if not e.compared]
        if kind is FigureKind.TARGET:
            return next((e for e in reversed(within) if e.planned), None) or next(iter(within), None)
        aside = span is not self.scene.title
        wide = [e for e in within if not (e.planned or e.event or (e.window and e.aside and aside))]
        return next(iter(wide), None) or next((e for e in within if e.event), None)

    @cached_property
    def _titled(self) -> Expression | None:
        """The wide period that the title states for what was done."""
        found = self._of(self.scene.title, FigureKind.RESULT)
        return None if found is None or found.event or found.planned else found

    def _first_wide(self) -> Expression | None:
        return next((e for e in self.found if not (e.event or e.planned or e.compared or e.window)), None)

    @cached_property
    def _event(self) -> Expression | None:
        """The day with which the first paragraph opens: that of the event it tells."""
        lead = self.scene.lead
        found = [e for e in self._within(lead) if e.event and not e.compared] if lead else []
        return found[0] if found and lead and found[0].start - lead.start < _OPENING else None

    @cached_property
    def _first_event(self) -> Expression | None:
        return next((e for e in self.found if e.event and not e.compared), None)

    @cached_property
    def _dated(self) -> Expression | None:
        dated = self.scene.document.dated
        return Expression(0, 0, dated, dated, event=True) if dated else None

    def _by_date(self, kind: FigureKind) -> Period | None:
        """Nothing is said: a review speaks of the year so far, an event of its day, a target of nothing that can be known."""
        dated = self.scene.document.dated
        if kind is FigureKind.TARGET:
            return None
        if dated is None:
            first = self._first_wide()
            return Period(first.first, first.last, "block") if first is not None else None
        return Period(date(dated.year, 1, 1) if self.is_review or self._first_wide() else dated, dated, "document_date")


def _fits(found: Expression, quantity: Quantity) -> bool:
    """Whether an expression may be the period of a quantity: plans for targets, never the year compared with."""
    if found.compared:
        return False
    return quantity.kind is FigureKind.TARGET or not found.planned


def _window(cause: KnownCause, year: int | None) -> tuple[date, date] | None:
    if year is None:
        return None
    if year in cause.windows:
        return cause.windows[year]
    if cause.season is None:
        return None
    first, last = (date(year, int(day[:2]), int(day[3:])) for day in cause.season)
    return (first, last) if first <= last else None
