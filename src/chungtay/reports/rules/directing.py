"""What a report says of papers sent down and up, before the own words on direction: the register's, no ledger figures."""

from collections import Counter
from collections.abc import Sequence

from chungtay.correspondence.rules import PAPER_KINDS, PaperTold, ProposalAnswer
from chungtay.documents.rules import Block, Paragraph, Run
from chungtay.kernel.days import day_written
from chungtay.kernel.numbers import written

from .material import Material
from .wording import joined, lowered

MOST_NAMED = 5  # papers that are named one by one; of more their kinds are counted
BY_ANSWER = (
    (ProposalAnswer.AGREED, "được đồng ý"), (ProposalAnswer.PARTLY, "được đồng ý một phần"),
    (ProposalAnswer.REFUSED, "không được đồng ý"),
)  # fmt: skip


def directing(material: Material) -> list[Block]:
    """One sentence on what was issued, received and proposed in the period; nothing where nothing was."""
    told = material.directed
    parts = [
        *([f"ban hành {_counted(told.issued)}"] if told.issued else []),
        *([f"tiếp nhận {_counted(told.received, ' của Hội cấp trên')}"] if told.received else []),
        *([f"tham mưu {_proposed(told.proposed)}"] if told.proposed else []),
    ]
    if not parts:
        return []
    who = "các đơn vị trong Cụm" if material.body.is_cluster else "Hội"
    return [Paragraph((Run(f"{material.period.adverbial()}, {who} đã {'; '.join(parts)}."),))]


def _counted(papers: Sequence[PaperTold], whose: str = "") -> str:
    """ "2 văn bản chỉ đạo: kế hoạch số 17/KH-CTĐ ngày 05/01/2024 về ... và ..." """
    count = f"{written(len(papers))} văn bản chỉ đạo{whose}"
    if len(papers) <= MOST_NAMED:
        return f"{count}: {joined([_named(paper) for paper in papers])}"
    kinds = Counter(PAPER_KINDS[paper.kind][0].lower() for paper in papers)
    return f"{count} ({', '.join(f'{written(many)} {kind}' for kind, many in kinds.most_common())})"


def _named(paper: PaperTold) -> str:
    number = f" số {paper.shown_number}" if paper.number is not None else ""
    about = lowered(paper.about)
    link = "" if about.startswith(("về ", "v/v ")) else "về "
    return f"{PAPER_KINDS[paper.kind][0].lower()}{number} ngày {day_written(paper.day)} {link}{about}"


def _proposed(papers: Sequence[PaperTold]) -> str:
    """ "3 đề xuất, trong đó 1 được đồng ý, 1 không được đồng ý" """
    answers = Counter(paper.answer for paper in papers)
    said = [(answers[answer], words) for answer, words in BY_ANSWER if answers[answer]]
    count = f"{written(len(papers))} đề xuất"
    if not said:
        return count
    if said[0][0] == len(papers):
        return f"{count}, {'đều ' if len(papers) > 1 else ''}{said[0][1]}"
    return f"{count}, trong đó {joined([f'{written(many)} {words}' for many, words in said])}"
