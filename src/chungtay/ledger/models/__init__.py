"""The tables of the book.

Never write to these tables from outside `ledger.actions`, and never sum facts by hand: ask
`figures.queries.figures`. Everything in `book` is append-only (triggers say so); everything in
`derived` is a cache that `chungtay verify` rebuilds and compares.
"""

from .book import Attestation, ChainHead, Claim, Closing, Declared, Entry, Fact, Obligation, Witness
from .catalogue import CountingRule, CountingRuleItem, Indicator, IndicatorVersion, TagSet
from .derived import MonthSum, OpenBatch, Standing, StandingCell, StockSum

__all__ = [
    "Attestation",
    "ChainHead",
    "Claim",
    "Closing",
    "CountingRule",
    "CountingRuleItem",
    "Declared",
    "Entry",
    "Fact",
    "Indicator",
    "IndicatorVersion",
    "MonthSum",
    "Obligation",
    "OpenBatch",
    "Standing",
    "StandingCell",
    "StockSum",
    "TagSet",
    "Witness",
]
