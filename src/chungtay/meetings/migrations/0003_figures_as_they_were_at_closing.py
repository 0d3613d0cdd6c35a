from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("meetings", "0002_hours_and_what_was_heard")]

    operations = [
        migrations.AddField(
            "meeting",
            "closed_seq",
            models.BigIntegerField(null=True, blank=True, help_text="closed: the last entry of the ledger by then"),
        ),
        migrations.AddField(
            "meeting",
            "closed_figures",
            models.JSONField(default=dict, help_text="closed: by conclusion the figure that was told"),
        ),
    ]
