"""Sentences from figures: a template names its figures, and is told only when each of them has something to tell.

A template is plain text with places: `{blood.units}` is the figure with its hedge and unit, `{visits|hộ gia đình}` the
same with another unit word, `{+blood.units}` its change against the year before ("tăng 5,2% so với cùng kỳ năm 2023"),
`{~blood.units}` the change alone, `{body}` a word. A clause with a place
that cannot be filled is left out, never guessed; of several alternatives the first that can be told is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chungtay.documents.rules import Run
from chungtay.kernel.periods import Period

from .material import NO_FACTS, Fact, Facts
from .wording import capitalized, change_words, number, same_period_words

Clause = str | tuple[str, ...]

_PLACE = re.compile(r"\{([+~]?)([a-z_][a-z0-9_.]*)(?:\|([^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses in their order; `lead` opens the sentence if any clause is told."""

    clauses: tuple[Clause, ...]
    lead: str = ""
    joint: str = "; "
    end: str = "."


@dataclass(slots=True)
class Teller:
    """Fills templates from figures and words."""

    facts: Facts
    words: Mapping[str, str] = field(default_factory=dict)
    earlier: Facts = field(default_factory=lambda: NO_FACTS)
    earlier_period: Period | None = None

    def tell(self, *sentences: Sentence) -> tuple[Run, ...]:
        """The sentences that can be told, one after the other; empty when none can."""
        runs: list[Run] = []
        for sentence in sentences:
            told = self._sentence(sentence)
            runs += ([Run(" ")] if runs and told else []) + told
        return merged(runs)

    def _sentence(self, sentence: Sentence) -> list[Run]:
        clauses = [told for clause in sentence.clauses if (told := self.clause(clause))]
        if not clauses:
            return []
        runs = self._filled(sentence.lead) or []
        for index, clause in enumerate(clauses):
            runs += ([Run(sentence.joint)] if index else []) + clause
        first = replace(runs[0], text=capitalized(runs[0].text))
        return [first, *runs[1:], Run(sentence.end)]

    def clause(self, clause: Clause) -> list[Run] | None:
        """The first alternative whose every place can be filled."""
        for template in (clause,) if isinstance(clause, str) else clause:
            if (runs := self._filled(template)) is not None:
                return runs
        return None

    def _filled(self, template: str) -> list[Run] | None:
        runs: list[Run] = []
        position = 0
        for place in _PLACE.finditer(template):
            change, name, unit = place.groups()
            run = self._change(name, alone=change == "~") if change else self._place(name, unit)
            if run is None:
                return None
            runs += [Run(template[position : place.start()]), run]
            position = place.end()
        return [run for run in (*runs, Run(template[position:])) if run.text]

    def _place(self, name: str, unit: str | None) -> Run | None:
        if name in self.words:
            return Run(self.words[name]) if self.words[name] else None
        fact = self.facts.get(name)
        return number(fact, unit) if fact and fact.positive else None

    def _change(self, name: str, *, alone: bool) -> Run | None:
        now, before = self.facts.get(name), self.earlier.get(name)
        if now is None or before is None or self.earlier_period is None or not now.positive:
            return None
        words = change_words(now, before)
        if words is None:
            return None
        against = "" if alone else f" so với {same_period_words(self.earlier_period)}"
        return Run(words + against, before.reference)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbouring runs of plain text as one."""
    found: list[Run] = []
    for run in runs:
        if found and run.figure is None and found[-1] == replace(run, text=found[-1].text):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)


def silent(facts: Iterable[Fact]) -> str | None:
    """The one state that all these figures without a number share; None where one has a number or they differ."""
    states = {fact.state for fact in facts}
    return states.pop() if len(states) == 1 and "value" not in states else None
