"""Few clues have a deadline: those that have are found without looking at the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clues", "0003_copy")]

    operations = [
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(
                condition=models.Q(("deadline__isnull", False)), fields=["deadline"], name="clue_deadline"
            ),
        ),
    ]
