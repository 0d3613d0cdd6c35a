"""Meetings and own words of reviews; publications and their files, append only from the first line."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from chungtay.audit.rules import guards


def guard(apps, schema_editor):
    for table in ("reports_publication", "reports_publicationfile", "reports_reviewwords"):
        for statement in guards(schema_editor.connection.vendor, table):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(max_length=60, verbose_name='đơn vị hoặc cụm')),
                ('first_on', models.DateField(verbose_name='từ ngày')),
                ('last_on', models.DateField(verbose_name='đến ngày')),
                ('title', models.CharField(max_length=300, verbose_name='tên báo cáo')),
                ('published_at', models.DateTimeField(verbose_name='phát hành lúc')),
                ('seq', models.BigIntegerField(help_text="the ledger's last entry when the figures were read", verbose_name='số bút toán')),
                ('hash', models.CharField(help_text='hash of that entry (hex)', max_length=64, verbose_name='mã kiểm tra')),
                ('figures', models.JSONField(help_text='every printed figure with its question and its answer then', verbose_name='số liệu')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'báo cáo đã phát hành',
                'verbose_name_plural': 'báo cáo đã phát hành',
            },
        ),
        migrations.CreateModel(
            name='PublicationFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(max_length=10, verbose_name='định dạng')),
                ('content', models.BinaryField(verbose_name='nội dung')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã băm')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.publication')),
            ],
            options={
                'verbose_name': 'tệp đã phát hành',
                'verbose_name_plural': 'tệp đã phát hành',
            },
        ),
        migrations.CreateModel(
            name='ReviewMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(max_length=60, verbose_name='đơn vị hoặc cụm')),
                ('first_on', models.DateField(verbose_name='từ ngày')),
                ('last_on', models.DateField(verbose_name='đến ngày')),
                ('held_on', models.DateField(verbose_name='ngày họp')),
                ('part_of_day', models.CharField(blank=True, max_length=10, verbose_name='buổi')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='nơi họp')),
                ('host', models.CharField(blank=True, max_length=200, verbose_name='đơn vị chủ trì')),
                ('visits_place', models.CharField(blank=True, max_length=200, verbose_name='nơi thăm hỏi')),
            ],
            options={
                'verbose_name': 'hội nghị của báo cáo',
                'verbose_name_plural': 'hội nghị của báo cáo',
                'constraints': [models.UniqueConstraint(models.F('of'), models.F('first_on'), models.F('last_on'), name='one_meeting_of_a_review')],
            },
        ),
        migrations.CreateModel(
            name='ReviewWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(max_length=60, verbose_name='đơn vị hoặc cụm')),
                ('first_on', models.DateField(verbose_name='từ ngày')),
                ('last_on', models.DateField(verbose_name='đến ngày')),
                ('slot', models.CharField(max_length=30, verbose_name='phần viết tay')),
                ('text', models.TextField(blank=True, verbose_name='nội dung')),
                ('written_at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'phần viết tay của báo cáo',
                'verbose_name_plural': 'phần viết tay của báo cáo',
            },
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['of', 'first_on', 'last_on'], name='publication_of_a_review'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('first_on__lte', models.F('last_on'))), name='publication_begins_before_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='publicationfile',
            constraint=models.UniqueConstraint(models.F('publication'), models.F('format'), name='one_file_of_a_format'),
        ),
        migrations.AddIndex(
            model_name='reviewwords',
            index=models.Index(fields=['of', 'first_on', 'last_on'], name='words_of_a_review'),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
