from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_second_factor_links_sessions'),
    ]

    operations = [
        migrations.RenameField('session', 'expire_date', 'expires_at'),
    ]
