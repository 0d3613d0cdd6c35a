"""Inside or outside the total, as the counting rule says."""

from dataclasses import replace

from chungtay.reports.rules.inclusion import besides, besides_sentence, inside_sentence, parts_sentence, stands_besides
from chungtay.reports.rules.material import Included, Material

from .made_up import WHOLE, cluster_review, facts


def text(runs: tuple) -> str:  # type: ignore[type-arg]
    return "".join(run.text for run in runs)


def with_rule(*value: str, turns: tuple[Included, ...] = ()) -> Material:
    rule = {"total.value": tuple(Included(code, 1) for code in value)}
    return cluster_review(inclusion={**rule, **({"total.turns": turns} if turns else {})})


def test_inside_names_each_field_with_its_turns_and_its_value() -> None:
    assert text(inside_sentence(cluster_review())) == (
        "Trong đó: công tác xã hội trên 16.700 lượt người, trị giá gần 9,2 tỷ đồng; chăm sóc sức khỏe 5.482 trường hợp "
        "(mỗi trường hợp tính là một lượt người), trị giá trên 1,7 tỷ đồng."
    )


def test_conversion_says_its_factor() -> None:
    turns = (Included("social.turns", 1), Included("health.cases", 2))
    assert "(mỗi trường hợp tính là 2 lượt người)" in text(inside_sentence(with_rule("social.value", turns=turns)))


def test_besides_is_what_was_given_and_the_rule_leaves_out() -> None:
    assert [fact.indicator for fact in besides(cluster_review())] == ["disaster.value"]
    assert text(besides_sentence(cluster_review())) == (
        "Ngoài ra, không tính vào tổng trị giá trên: trị giá cứu trợ thiên tai trên 4,3 tỷ đồng."
    )


def test_rule_that_counts_the_relief_moves_it_inside() -> None:
    material = with_rule("social.value", "health.value", "disaster.value")
    assert not stands_besides(material, "disaster.value")
    assert "cứu trợ thiên tai trị giá trên 4,3 tỷ đồng" in text(inside_sentence(material))
    assert besides_sentence(material) == ()


def test_rule_that_leaves_health_out_moves_it_besides() -> None:
    material = with_rule("social.value")
    assert {fact.indicator for fact in besides(material)} == {"health.value", "disaster.value"}
    assert "chăm sóc sức khỏe" not in text(inside_sentence(material))


def test_part_of_a_figure_that_is_inside_is_never_besides() -> None:
    assert not any(fact.indicator in ("gift.value", "house.value", "meal.value") for fact in besides(cluster_review()))


def test_part_stands_besides_only_where_its_whole_has_no_figure_of_its_own() -> None:
    material = with_rule("health.value")
    assert {fact.indicator for fact in besides(material)} == {"social.value", "disaster.value"}
    without = replace(material, facts=facts({c: v for c, v in WHOLE.items() if c != "social.value"}))
    assert {fact.indicator for fact in besides(without)} == {
        "gift.value",
        "house.value",
        "address.value",
        "disaster.value",
    }


def test_money_raised_is_not_yet_given_and_never_besides() -> None:
    material = cluster_review(facts=facts({**WHOLE, "fund.raised": 10**9}))
    assert [fact.indicator for fact in besides(material)] == ["disaster.value"]


def test_without_one_rule_nothing_is_said_of_inside_or_besides() -> None:
    material = cluster_review(inclusion={})
    assert inside_sentence(material) == besides_sentence(material) == ()
    assert not stands_besides(material, "disaster.value")


def test_parts_are_the_nearest_ones_and_of_the_same_measure() -> None:
    assert text(parts_sentence(cluster_review(), "social.value")) == (
        "Trong trị giá công tác xã hội có: trị giá quà trên 5,1 tỷ đồng; trị giá nhà nhân đạo 960 triệu đồng; "
        "trị giá trợ giúp địa chỉ nhân đạo trên 1,2 tỷ đồng."
    )
    assert parts_sentence(cluster_review(facts=facts({"gift.value": 10**9})), "social.value") == ()
