"""Every read of targets."""

from .beside import TargetBeside, standing_targets, targets_beside, targets_over, with_figures
from .lines import TargetLine, TargetStep, cluster_lines, target, target_history, target_lines
from .sharing import ShareBy, ends_within, givers, kept_shares, proposed_shares, targetable, units_below

__all__ = [
    "ShareBy",
    "TargetBeside",
    "TargetLine",
    "TargetStep",
    "cluster_lines",
    "ends_within",
    "givers",
    "kept_shares",
    "proposed_shares",
    "standing_targets",
    "target",
    "target_history",
    "target_lines",
    "targetable",
    "targets_beside",
    "targets_over",
    "units_below",
    "with_figures",
]
