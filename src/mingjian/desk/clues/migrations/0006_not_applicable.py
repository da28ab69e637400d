"""A question of the checklist may be answered as not applying."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clues", "0005_counts")]

    operations = [
        migrations.AlterField("check", "answer", models.CharField(help_text="yes, no, na or open", max_length=5)),
    ]
