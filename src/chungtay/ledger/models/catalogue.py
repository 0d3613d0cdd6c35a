"""What may be counted, and what a total includes: data that a chapter extends."""

from django.db import models


class Indicator(models.Model):
    """Identity of an indicator: what never changes about it."""

    code = models.CharField(max_length=60, unique=True)
    measure = models.CharField(max_length=30)
    kind = models.CharField(max_length=10)
    scale = models.SmallIntegerField(default=0, help_text="the stored integer is the value times 10**scale")

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """What may change about an indicator, and since which entry we knew it so."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions")
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=30)
    definition_vi = models.TextField(blank=True)
    part_of = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="part_versions")
    derived = models.CharField(max_length=20, blank=True)
    excluded_kinds = models.CharField(max_length=200, blank=True, help_text="unit kinds, separated by |")
    source = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="the first day on which it is counted no more")
    added_seq = models.BigIntegerField()
    superseded_seq = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("indicator", condition=models.Q(superseded_seq=None), name="one_current_version")
        ]

    def __str__(self) -> str:
        return self.name_vi


class CountingRule(models.Model):
    """What a derived total includes for one chapter (null: every chapter without its own) from a month on."""

    chapter = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    total = models.ForeignKey(Indicator, models.PROTECT, related_name="counting_rules")
    first_month = models.IntegerField(help_text="year * 12 + month - 1")
    reason = models.TextField(blank=True)
    added_seq = models.BigIntegerField()
    superseded_seq = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.total_id} {self.first_month}"


class CountingRuleItem(models.Model):
    """One included indicator with its explicit conversion."""

    rule = models.ForeignKey(CountingRule, models.PROTECT, related_name="items")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    factor = models.BigIntegerField(default=1, help_text="units of the total per unit of the indicator")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("rule", "indicator", name="an_indicator_once_in_a_rule")]

    def __str__(self) -> str:
        return f"{self.indicator_id} x {self.factor}"


class TagSet(models.Model):
    """A set of tags, interned: facts point at one. Row 1 is the empty set."""

    key = models.CharField(max_length=500, unique=True, help_text="tag codes in code point order, joined by |")

    def __str__(self) -> str:
        return self.key
