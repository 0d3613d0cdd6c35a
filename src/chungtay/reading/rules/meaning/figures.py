"""Quantities of one document into figures."""

from collections.abc import Sequence

from chungtay.quantities.rules.figures import Quantity
from chungtay.quantities.rules.grammar.lexicon import REASONS
from chungtay.reading.rules.figures import Figure, Period
from chungtay.reading.rules.known import Known
from chungtay.unpacking.rules import Document

from .deciding import Choice
from .indicators import Weigher
from .owners import Owner, Owners
from .scene import Scene
from .tags import Tagger
from .when import Calendar

_INFERRED = {
    "sentence": "kỳ nêu trong câu", "block": "kỳ theo đoạn hoặc đề mục phía trước", "title": "kỳ theo tiêu đề",
    "document_date": "kỳ tính theo ngày của văn bản",
}  # fmt: skip


class Meaning:
    """All that decides what the quantities of a document mean."""

    def __init__(
        self, document: Document, small: str, quantities: Sequence[Quantity], known: Known, of: str | None
    ) -> None:
        self.scene = Scene(document, small, quantities)
        self.calendar = Calendar(self.scene, known)
        self.whole = self.calendar.whole
        day = self.whole.last if self.whole else document.dated
        self.owners = Owners(self.scene, known, of, day)
        self.weigher = Weigher(self.scene, known)
        self.tagger = Tagger(self.scene, known)

    @property
    def home(self) -> str | None:
        """The organization of the document."""
        return self.owners.home.code

    def figures(self) -> list[Figure]:
        """A figure for every quantity, in their order."""
        return [self._figure(number) for number in range(len(self.scene.quantities))]

    def _figure(self, number: int) -> Figure:
        choice = self.weigher.choice(number)
        owner = self.owners.owner(number, choice.code)
        period = self.calendar.period(number)
        day = period.last if period else self.scene.document.dated
        tags = choice.tags | self.tagger.tags(number, choice.code, day)
        return Figure(
            quantity=self.scene.quantities[number],
            indicator=choice.code,
            tags=tags,
            organization=owner.code,
            organization_name=owner.name,
            period=period,
            confidence=_confidence(choice, owner, period),
            why=_why(self.scene.quantities[number], choice, owner, period),
        )


def _confidence(choice: Choice, owner: Owner, period: Period | None) -> float:
    """How sure the whole cell is: the indicator first; what was guessed of owner and period takes a little off."""
    guessed = (0.0 if owner.sure >= 0.7 else 0.05) + (0.0 if period and period.inferred != "document_date" else 0.05)
    return round(max(0.05, choice.confidence - guessed), 2)


def _why(quantity: Quantity, choice: Choice, owner: Owner, period: Period | None) -> tuple[str, ...]:
    when = _INFERRED.get(period.inferred, period.inferred) if period else "văn bản không nêu kỳ"
    return (*(REASONS.get(rule, rule) for rule in quantity.why), *choice.why, owner.why, when)
