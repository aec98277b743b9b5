"""The tables of the first release: events, whose they are, and backups that were made."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BackupRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField()),
                ('made_at', models.CharField(max_length=24)),
                ('head', models.CharField(max_length=64)),
                ('events', models.BigIntegerField()),
                ('proved_at', models.CharField(max_length=24)),
            ],
            options={
                'db_table': 'backups',
            },
        ),
        migrations.CreateModel(
            name='IdentityRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vault', models.CharField(max_length=36)),
                ('epoch', models.IntegerField()),
                ('canary', models.BinaryField()),
                ('written_by', models.CharField(max_length=20)),
                ('is_sheet_confirmed', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'identity',
            },
        ),
        migrations.CreateModel(
            name='EventRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=36)),
                ('n', models.BigIntegerField()),
                ('event_id', models.CharField(max_length=36)),
                ('kind', models.CharField(max_length=64)),
                ('v', models.IntegerField()),
                ('day', models.CharField(max_length=10)),
                ('at', models.CharField(max_length=24)),
                ('zone', models.CharField(max_length=64)),
                ('prev', models.CharField(max_length=64)),
                ('payload_digest', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('payload', models.BinaryField(null=True)),
                ('salt', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'events',
                'constraints': [models.UniqueConstraint(fields=('chain', 'event_id'), name='one_event_per_id'), models.UniqueConstraint(fields=('chain', 'n'), name='one_event_per_place'), models.UniqueConstraint(fields=('chain', 'prev'), name='one_event_after_another')],
            },
        ),
    ]
