"""What the facts of an entry have in common with those of thousands of others: all but unit, days and values."""

from dataclasses import dataclass

from chungtay.ledger.queries.catalogue import TagSets
from chungtay.ledger.rules import Catalogue, IndicatorKind, chain
from chungtay.ledger.rules.kinds import ESTIMATES, Layer

FactLine = tuple[int, int, int, int]  # indicator id, tagset id, layer, sign
Cell = tuple[int, int]  # indicator id, tagset id
UNIT, SPAN = "\0", "\1"  # which no code and no tag holds


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """Facts without unit, days and values; `content` and `chained` are how they enter fingerprint and chain."""

    lines: tuple[FactLine, ...]
    numbered: tuple[tuple[int, int, int, int, int], ...]  # the lines, each with its place before it
    content: str  # to be formatted with the values
    chained: str  # likewise; UNIT and SPAN stand for unit and days
    flows: tuple[tuple[int, Cell], ...]  # place of the value, cell that it adds to
    stocks: tuple[int, ...]
    detail: bool
    estimate: bool
    sign: int

    def in_chain(self, unit: int, since: int, day: int, values: tuple[int, ...]) -> str:
        """The facts as they enter the hash: as chain.fact_row, but quicker."""
        return (self.chained % values).replace(UNIT, str(unit)).replace(SPAN, f"{since}:{day}")


class Forms(dict[tuple[FactLine, ...], Form]):
    """The forms that came so far, by their lines."""

    def __init__(self, catalogue: Catalogue, tagsets: TagSets) -> None:
        super().__init__()
        self.catalogue, self.tagsets = catalogue, tagsets

    def __missing__(self, lines: tuple[FactLine, ...]) -> Form:
        views, key = self.catalogue.by_id, self.tagsets.key
        layer, sign = lines[0][2:] if lines else (Layer.DETAIL, 1)
        content = ", ".join(f"({i}, {tagset}, {layer}, {sign}, %d)" for i, tagset, layer, sign in lines)
        rows = [f"f{UNIT}:{views[i].code}:{SPAN}:{key(tagset)}:{layer}:{sign}:" for i, tagset, layer, sign in lines]
        chained = chain.ROW.join([row.replace("%", "%%") + "%d" for row in rows])
        kinds = [views[line[0]].kind for line in lines]
        flows = tuple((at, lines[at][:2]) for at, kind in enumerate(kinds) if kind == IndicatorKind.FLOW)
        stocks = tuple(line[0] for line, kind in zip(lines, kinds, strict=True) if kind == IndicatorKind.STOCK)
        form = Form(
            lines, tuple((at, *line) for at, line in enumerate(lines)), f"[{content}]", chained, flows, stocks, layer == Layer.DETAIL, layer in ESTIMATES, sign
        )  # fmt: skip
        self[lines] = form
        return form
