"""Caches over the book: kept in the posting transaction, rebuilt and compared by `chungtay verify`."""

from django.db import models
from django.db.models import F, Q

from chungtay.ledger.fields import DayField


class MonthSum(models.Model):
    """The cube: sums of flow facts by every ancestor that has units below, by span of months and tag set."""

    pk = models.CompositePrimaryKey("unit_id", "indicator_id", "last_month", "first_month", "tagset_id")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    indicator = models.ForeignKey(
        "ledger.Indicator", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    last_month = models.IntegerField()
    first_month = models.IntegerField()
    tagset = models.ForeignKey("ledger.TagSet", models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    value = models.BigIntegerField()
    entries = models.IntegerField()
    estimated = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "indicator", "last_month", "first_month"],
                condition=Q(first_month__lt=F("last_month")),
                name="month_sum_long_spans",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator_id} {self.last_month}: {self.value}"


class StockSum(models.Model):
    """Steps of stocks: what the sum of latest readings changes by, on a day, for a unit and each ancestor."""

    pk = models.CompositePrimaryKey("unit_id", "indicator_id", "day", "tagset_id")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    indicator = models.ForeignKey(
        "ledger.Indicator", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    day = DayField()
    tagset = models.ForeignKey("ledger.TagSet", models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    value = models.BigIntegerField()
    entries = models.IntegerField()
    estimated = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator_id} {self.day}: {self.value}"


class Standing(models.Model):
    """A unit's key and the entry that stands under it now, with what a list of records is sorted and searched by."""

    pk = models.CompositePrimaryKey("unit_id", "key")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    key = models.CharField(max_length=200)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    digest = models.BinaryField(max_length=16)
    day = DayField(help_text="the entry's day")
    words = models.CharField(max_length=300, help_text="key and title without accents: what a search looks in")

    class Meta:
        indexes = [models.Index(fields=["day", "seq"], name="standing_by_day")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.key}"


class StandingCell(models.Model):
    """A declaration that stands, with the remainder it has now."""

    id = models.BigIntegerField(primary_key=True, help_text="id of the declared row")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    covers = models.CharField(max_length=3)
    indicator = models.ForeignKey(
        "ledger.Indicator", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    tagset = models.ForeignKey("ledger.TagSet", models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    first_month = models.IntegerField()
    last_month = models.IntegerField()
    value = models.BigIntegerField()
    estimate = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    remainder = models.BigIntegerField(default=0)
    remainder_seq = models.BigIntegerField(null=True)
    beneath = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["indicator", "unit", "last_month"], name="standing_cell_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first_month}-{self.last_month} {self.value}"


class OpenBatch(models.Model):
    """A posting in several transactions that is not finished: until it is, nothing may be published."""

    source = models.CharField(max_length=200, primary_key=True)
    opened_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    told = models.JSONField(default=dict, help_text="title; months: id of a unit to the months that its rows touch")

    def __str__(self) -> str:
        return self.source
