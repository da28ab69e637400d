"""Who entered a work may be given another seat, without effect. Backwards only while nobody has two."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contests', '0003_finals_and_winners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='seat',
            name='one_seat_a_person',
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'entrant'), _negated=True), fields=('contest', 'user'), name='one_seat_a_person'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'entrant')), fields=('contest', 'user'), name='entrant_once'),
        ),
    ]
