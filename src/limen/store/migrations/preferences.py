"""A table for what a person sets on a page, beside the events, because it says nothing of them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', 'first_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='PreferenceRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=32, unique=True)),
                ('words', models.CharField(max_length=200)),
            ],
            options={
                'db_table': 'preferences',
            },
        ),
    ]
