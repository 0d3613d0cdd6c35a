"""The changes that an administrator makes, in plain Python."""

from chungtay.directory.rules.changes import CHANGES_OF_CLUSTER, CHANGES_OF_UNIT, Step, TreeChange, change_of

__all__ = ["CHANGES_OF_CLUSTER", "CHANGES_OF_UNIT", "Step", "TreeChange", "change_of"]
