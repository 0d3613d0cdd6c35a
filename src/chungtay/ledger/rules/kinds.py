"""The ledger's codes: kinds of entries and indicators, covers, layers of facts, states."""

from enum import IntEnum, StrEnum


class EntryKind(StrEnum):
    """Why an entry stands in the book."""

    RECORD = "record"
    DECLARATION = "declaration"
    REMAINDER = "remainder"
    REVERSAL = "reversal"
    ATTESTATION = "attestation"
    OBLIGATION = "obligation"
    CLOSING = "closing"
    CLAIM = "claim"
    TREE = "tree"
    CATALOGUE = "catalogue"
    RULE = "rule"
    RESTORE = "restore"
    ERASURE = "erasure"


class IndicatorKind(StrEnum):
    """How an indicator behaves over time (law 3)."""

    FLOW = "flow"
    STOCK = "stock"
    DISTINCT = "distinct"
    RATE = "rate"


class Covers(StrEnum):
    """What a declaration speaks of: the unit's own work, or with all units below it."""

    OWN = "own"
    ALL = "all"


class Layer(IntEnum):
    """Where a fact comes from: recorded detail, or the remainder of a declaration."""

    DETAIL = 0
    OWN = 1
    ALL = 2
    OWN_ESTIMATE = 3
    ALL_ESTIMATE = 4

    @classmethod
    def of(cls, covers: str, estimate: bool) -> "Layer":
        """The layer of a declaration's remainder."""
        if estimate:
            return cls.OWN_ESTIMATE if covers == Covers.OWN else cls.ALL_ESTIMATE
        return cls.OWN if covers == Covers.OWN else cls.ALL


ESTIMATES = frozenset({Layer.OWN_ESTIMATE, Layer.ALL_ESTIMATE})
COVERING_ALL = frozenset({Layer.ALL, Layer.ALL_ESTIMATE})


class CellState(StrEnum):
    """Whether a standing declaration keeps a remainder."""

    LIVE = "live"
    CROSSING = "crossing"
    ENDED = "ended"


class FlagKind(StrEnum):
    """Why a standing declaration is flagged."""

    CROSSING = "crossing"
    ABOVE_DETAIL = "above_detail"


class FigureState(StrEnum):
    """What is known behind a figure (law 4)."""

    VALUE = "value"
    ZERO = "zero"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_ENOUGH = "not_enough"
