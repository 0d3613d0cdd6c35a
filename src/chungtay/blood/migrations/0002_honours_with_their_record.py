"""A mark of an honour says of which record of the ledger it is a part, and may be withdrawn. Nothing wrote marks before."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("blood", "0001_donors_and_drives"),
        ("organizations", "0002_chapter_looks"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="honourgiven", name="one_honour_of_a_tier"),
        migrations.AddField(
            model_name="honourgiven",
            name="unit",
            field=models.ForeignKey(
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.unit",
                verbose_name="đơn vị",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="honourgiven",
            name="least",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="từ số lần"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="honourgiven",
            name="record_key",
            field=models.CharField(db_index=True, default="", max_length=40, verbose_name="khóa bản ghi"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="honourgiven",
            name="withdrawn_because",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="lý do rút"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="honourgiven",
            constraint=models.UniqueConstraint(
                fields=["donor", "least"], condition=Q(withdrawn_because=""), name="one_honour_of_a_tier"
            ),
        ),
    ]
