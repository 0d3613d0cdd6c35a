"""Every read of the pages of units, clusters, programmes and disasters."""

from chungtay.directory.queries.beside import Beside, main_figures
from chungtay.directory.queries.clusters import ClusterPage, ClusterRow, cluster_page, clusters_of_unit, clusters_seen
from chungtay.directory.queries.programmes import Cause, disaster_cause, disaster_causes, done_under, programme_causes
from chungtay.directory.queries.tagged import TaggedPage, tagged_page
from chungtay.directory.queries.tree import TreePage, UnitRow, names_of, tree_page
from chungtay.directory.queries.units import Dated, UnitPage, governed_names, governed_unit, unit_page

__all__ = [
    "Beside",
    "Cause",
    "ClusterPage",
    "ClusterRow",
    "Dated",
    "TaggedPage",
    "TreePage",
    "UnitPage",
    "UnitRow",
    "cluster_page",
    "clusters_of_unit",
    "clusters_seen",
    "disaster_cause",
    "disaster_causes",
    "done_under",
    "governed_names",
    "governed_unit",
    "main_figures",
    "names_of",
    "programme_causes",
    "tagged_page",
    "tree_page",
    "unit_page",
]
