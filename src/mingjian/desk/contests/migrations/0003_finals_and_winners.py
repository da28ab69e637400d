"""Finals with their pairs (nothing was ever written into the former table of pairs), and the entry of a winner."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contests', '0002_sealed_declarations'),
        ('shelving', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(
            name='PairChoice',
        ),
        migrations.AddField(
            model_name='contest',
            name='drawn',
            field=models.CharField(blank=True, default='', help_text='digest of the forms finals were drawn on', max_length=64),
        ),
        migrations.AddField(
            model_name='handover',
            name='entry',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='shelving.entry'),
        ),
        migrations.CreateModel(
            name='FinalRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField(help_text='within its type, from 1')),
                ('works', models.JSONField()),
                ('contest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finals', to='contests.contest')),
            ],
            options={
                'ordering': ['kind', 'number'],
            },
        ),
        migrations.CreateModel(
            name='PairChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='within the contest, from 1')),
                ('first', models.CharField(max_length=12)),
                ('second', models.CharField(max_length=12)),
                ('better', models.CharField(blank=True, default='', max_length=12)),
                ('reason', models.CharField(blank=True, default='', max_length=1000)),
                ('abstained', models.CharField(blank=True, default='', max_length=500)),
                ('at', models.DateTimeField(null=True)),
                ('contest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='contests.contest')),
                ('final', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='contests.finalrow')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairs', to='contests.seat')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddConstraint(
            model_name='finalrow',
            constraint=models.UniqueConstraint(fields=('contest', 'kind', 'number'), name='finals_in_order'),
        ),
        migrations.AddConstraint(
            model_name='pairchoice',
            constraint=models.UniqueConstraint(fields=('contest', 'number'), name='pairs_in_order'),
        ),
    ]
