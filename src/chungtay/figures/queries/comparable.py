"""Whether a scope was the same in an earlier period, without which growth says nothing."""

from chungtay.kernel.periods import Comparison, among_members, within_life

from .figures import Answer


def comparable(answer: Answer, comparison: Comparison) -> Comparison:
    """A unit is compared only with a period through which it stood, a cluster only with as many members.

    Otherwise the comparison has no basis, and its note says why.
    """
    tree, before = answer.tree, comparison.against
    for of in answer.question.of:
        if "/" in of:
            then = tree.members_within(of, before.first.toordinal(), before.last.toordinal())
            comparison = among_members(comparison, len(tree.members_within(of, answer.first, answer.last)), len(then))
        elif unit := tree.unit_within(of, answer.first, answer.last):
            comparison = within_life(comparison, unit.since, unit.until)
    return comparison
