"""The append-only book: entries in one chain, their facts, declarations and words."""

from django.db import models
from django.db.models import Q

from chungtay.ledger.fields import DayField

LINE_BITS = 12  # a row of an entry has the id (seq << LINE_BITS) | line: rows of one entry lie together


class ChainHead(models.Model):
    """The one row that posting locks: the last entry's number, moment and hash."""

    seq = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField(null=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.seq)


class Witness(models.Model):
    """Where a posting ended: entry and hash. A last entry that is taken out with all its rows leaves this behind."""

    seq = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.seq)


class Entry(models.Model):
    """One thing we came to know, numbered and hashed. Title and note stand outside the hash (a salted digest is in)."""

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, db_index=False, related_name="+")
    since = DayField(null=True)
    day = DayField(null=True)
    key = models.CharField(max_length=200, blank=True)
    reverses = models.BigIntegerField(null=True)
    by_id = models.BigIntegerField(null=True)
    payload = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16)
    text_digest = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint("reverses", condition=Q(reverses__isnull=False), name="reversed_at_most_once")
        ]
        indexes = [
            models.Index(
                fields=["unit", "day"], condition=Q(source__startswith="demonstration"), name="entry_illustrative"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.kind}"


class Fact(models.Model):
    """One number of an entry: what adds up."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, db_index=False, related_name="+")
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, db_index=False, related_name="+")
    day = DayField(help_text="when it happened; of a span, its last day")
    since = DayField(help_text="first day of a remainder's span; else the same day")
    tagset = models.ForeignKey("ledger.TagSet", models.PROTECT, db_index=False, related_name="+")
    layer = models.SmallIntegerField(default=0)
    sign = models.SmallIntegerField(default=1)
    value = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "indicator", "day", "since", "tagset", "layer", "sign", "value"], name="fact_covering"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"


class Declared(models.Model):
    """One declared total: a cell (span of months, cover, tags) and its value."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, db_index=False, related_name="+")
    covers = models.CharField(max_length=3)
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, db_index=False, related_name="+")
    tagset = models.ForeignKey("ledger.TagSet", models.PROTECT, db_index=False, related_name="+")
    first_month = models.IntegerField()
    last_month = models.IntegerField()
    value = models.BigIntegerField()
    estimate = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "indicator", "first_month"], name="declared_by_unit")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first_month}-{self.last_month} {self.value}"


class Attestation(models.Model):
    """A unit's word that its figures of a period are complete: absence is then a zero."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    covers = models.CharField(max_length=3)
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, null=True, related_name="+")
    first_on = DayField()
    last_on = DayField()

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first_on} {self.last_on}"


class Obligation(models.Model):
    """A unit owes a report for a period (posted by `reports`)."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    first_on = DayField()
    last_on = DayField()

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first_on} {self.last_on}"


class Closing(models.Model):
    """Watermark: the unit's days up to this one are closed; later facts count and are listed as adjustments."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    closed_through_on = DayField(null=True, help_text="null: opened again")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.closed_through_on}"


class Claim(models.Model):
    """What a document states about a whole that is not ours to post: kept to check against, never posted."""

    id = models.BigIntegerField(primary_key=True)
    about = models.CharField(max_length=300)
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, related_name="+")
    tagset = models.ForeignKey("ledger.TagSet", models.PROTECT, related_name="+")
    first_on = DayField()
    last_on = DayField()
    value = models.BigIntegerField()
    place = models.CharField(max_length=300, blank=True, help_text="where in the document")

    def __str__(self) -> str:
        return f"{self.about}: {self.value}"
