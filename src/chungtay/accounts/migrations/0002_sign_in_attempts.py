
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_users'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login_digest', models.CharField(max_length=64, verbose_name='dấu của tên đăng nhập')),
                ('address_digest', models.CharField(max_length=64, verbose_name='dấu của địa chỉ mạng')),
                ('tried_at', models.DateTimeField(verbose_name='thử lúc')),
            ],
            options={
                'verbose_name': 'lần đăng nhập hỏng',
                'verbose_name_plural': 'lần đăng nhập hỏng',
                'indexes': [models.Index(fields=['login_digest', 'tried_at'], name='sign_in_by_login'), models.Index(fields=['address_digest', 'tried_at'], name='sign_in_by_address'), models.Index(fields=['tried_at'], name='sign_in_by_moment')],
            },
        ),
    ]
