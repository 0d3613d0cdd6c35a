"""Every read of targets."""

from .beside import (
    TargetBeside,
    foreseen,
    scope_targets,
    standing_targets,
    target_rows,
    targets_beside,
    with_figures,
)
from .lines import TargetLine, TargetStep, cluster_lines, target, target_history, target_lines
from .sharing import ShareBy, ends_within, givers, kept_shares, proposed_shares, set_by_another, targetable, units_below

__all__ = [
    "ShareBy",
    "TargetBeside",
    "TargetLine",
    "TargetStep",
    "cluster_lines",
    "ends_within",
    "foreseen",
    "givers",
    "kept_shares",
    "proposed_shares",
    "scope_targets",
    "set_by_another",
    "standing_targets",
    "target",
    "target_history",
    "target_lines",
    "target_rows",
    "targetable",
    "targets_beside",
    "units_below",
    "with_figures",
]
