"""When a figure was: the period of its sentence, else what governs it before, its heading, the title, the document's day."""

from bisect import bisect_left
from datetime import date
from typing import Final

from chungtay.reading.rules.documents import Span
from chungtay.reading.rules.figures import FigureKind, Period, Quantity
from chungtay.reading.rules.known import Known, KnownCause

from .periods import LUNAR, Clock, Expression, expressions, lunar_year, years_in
from .scene import Scene

_OCCASION: Final = ("nhân dịp này", "dịp này", "tại hội nghị", "tại buổi", "tại lễ", "tại chương trình", "tại đại hội",
                    "hội nghị đã", "đại hội đã", "đại hội bầu", "đại hội biểu dương", "cũng trong dịp")  # fmt: skip
_NAMED_FOR: Final = 48  # how far behind a campaign's name its year may stand


class Calendar:
    """The periods that a document names, and which governs a place."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene = scene
        title = scene.title.of(scene.small) if scene.title else ""
        dated = scene.document.dated
        said = [year for year in years_in(title) if dated is None or year <= dated.year + 1]
        year = (max(y for y in said) if said and dated is None else None) or (dated.year if dated else None)
        self.clock = Clock(dated, self._of_title(title, year))
        self.found = self._with_windows(expressions(scene.small, self.clock), known)
        self._starts = [found.start for found in self.found]

    def _of_title(self, title: str, year: int | None) -> int | None:
        """The year that a review's title speaks of, where it is an earlier one than the document's day."""
        past = [y for y in years_in(title) if year is not None and y == year - 1]
        dated = self.scene.document.dated
        return past[0] if past and dated and dated.month <= 3 else year

    def _with_windows(self, found: list[Expression], known: Known) -> list[Expression]:
        """Campaigns that have their days of the year: a name with its year is a period of its own."""
        taken: list[Expression] = []
        for hit in known.cause_names.hits(self.scene.words):
            cause = hit.meanings[0]
            if not cause.windows and cause.season is None:
                continue
            days = _window(cause, self._year_near(hit.end))
            if days is not None:
                taken.append(Expression(hit.start, hit.end, *days, window=True))
        return sorted([*found, *taken], key=lambda e: e.start)

    def _year_near(self, end: int) -> int | None:
        after = self.scene.small[end : end + _NAMED_FOR].split(".")[0].split(";")[0]
        lunar = LUNAR.search(after)
        if lunar and self.clock.year:
            return lunar_year(f"{lunar['stem']} {lunar['branch']}", self.clock.year)
        return next(years_in(after), self.clock.year)

    @property
    def whole(self) -> Period | None:
        """The period of the document: what its title says, else its first wide period, else its day."""
        found = self._of(self.scene.title, FigureKind.RESULT) or self._first_wide()
        if found is not None:
            return Period(found.first, found.last, "title")
        return self._by_date()

    def period(self, number: int) -> Period | None:
        """The period of a quantity by its place, None where nothing says any."""
        quantity = self.scene.quantities[number]
        own = self._in_sentence(quantity)
        if own is not None:
            return _as_period(own, "sentence")
        if self._is_on_occasion(quantity) and (day := self._event()):
            return Period(day, day, "document_date")
        found = next((e for span in self._before(quantity) if (e := self._last(span, quantity))), None)
        headings = self.scene.headings(quantity.span.start)
        found = found or next((e for heading in headings if (e := self._of(heading, quantity.kind))), None)
        if found is not None:
            return _as_period(found, "block")
        above = (self.scene.title, self.scene.lead)
        found = next((e for span in above if (e := self._of(span, quantity.kind))), None)
        return _as_period(found, "title") if found is not None else self._by_date()

    def _within(self, span: Span) -> list[Expression]:
        return self.found[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def _in_sentence(self, quantity: Quantity) -> Expression | None:
        """What stands before the number and nearest to it, else the first behind it in the same clause."""
        usable = [e for e in self._within(quantity.sentence) if _fits(e, quantity)]
        before = [e for e in usable if e.end <= quantity.span.start]
        if before:
            wide = [e for e in before if not e.event]
            return (wide or before)[-1] if not before[-1].event else before[-1]
        behind = [e for e in usable if e.start >= quantity.span.end and not e.window]
        return next((e for e in behind if not len(self.scene.between(quantity.span.end, e.start))), None)

    def _before(self, quantity: Quantity) -> list[Span]:
        """The earlier sentences of the paragraph, then the paragraphs since the heading."""
        block = self.scene.block_at(quantity.span.start)
        start = self.scene.blocks[block].span.start if block is not None else quantity.sentence.start
        since = self.scene.since_heading(quantity.span.start)
        if self.scene.title is not None:
            since = max(since, self.scene.title.end)
        return [Span(start, quantity.sentence.start), Span(since, start)]

    def _last(self, span: Span, quantity: Quantity) -> Expression | None:
        """The last wide period of a stretch, else its last day of an event."""
        usable = [e for e in self._within(span) if _fits(e, quantity) and not e.window]
        wide = [e for e in usable if not e.event]
        chosen = wide or usable
        return chosen[-1] if chosen else None

    def _of(self, span: Span | None, kind: FigureKind) -> Expression | None:
        if span is None:
            return None
        within = [e for e in self._within(span) if not e.compared]
        if kind is FigureKind.TARGET:
            return next((e for e in reversed(within) if e.planned), None) or next(iter(within), None)
        wide = [e for e in within if not e.planned and not e.event]
        return next(iter(wide), None) or next((e for e in within if e.event), None)

    def _first_wide(self) -> Expression | None:
        return next((e for e in self.found if not (e.event or e.planned or e.compared or e.window)), None)

    def _is_on_occasion(self, quantity: Quantity) -> bool:
        return (
            self.scene.small[quantity.sentence.start : quantity.sentence.start + 30]
            .lstrip(" -+•*")
            .startswith(_OCCASION)
        )

    def _event(self) -> date | None:
        lead = self.scene.lead
        day = next((e for e in self._within(lead) if e.event), None) if lead else None
        return day.first if day else self.scene.document.dated

    def _by_date(self) -> Period | None:
        dated = self.scene.document.dated
        return Period(date(dated.year, 1, 1), dated, "document_date") if dated else None


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


def _as_period(found: Expression, inferred: str) -> Period:
    return Period(found.first, found.last, inferred)
