"""The words that are searched, of the clues there are, and on PostgreSQL the index of their trigrams."""

import django.db.models.deletion
from django.db import migrations, models

BATCH = 2000
FORWARDS = [
    # every sign begins a trigram; the clearance stands before each, so that one index holds all clearances apart
    """
    CREATE FUNCTION mingjian_grams(clearance smallint, folded text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
        SELECT array_to_tsvector(array_agg(DISTINCT clearance::text || sign || second || third)) FROM (
            SELECT sign, lead(sign, 1, E'\\n') OVER given AS second, lead(sign, 2, E'\\n') OVER given AS third
            FROM unnest(string_to_array(folded, NULL)) WITH ORDINALITY AS signs (sign, place)
            WINDOW given AS (ORDER BY place)
        ) AS grams
    $$
    """,
    """
    CREATE INDEX clues_cluewords_grams ON clues_cluewords USING gin (mingjian_grams(clearance, folded))
    """,
]
BACKWARDS = [
    "DROP INDEX clues_cluewords_grams",
    "DROP FUNCTION mingjian_grams(smallint, text)",
]


def fill(apps, schema_editor):
    from mingjian.desk.clues.projection import batches
    from mingjian.desk.clues.searching import SEARCHED, fold

    texts = apps.get_model("clues", "ClueText").objects.filter(clearance__in=SEARCHED).order_by("pk")
    words = apps.get_model("clues", "ClueWords")
    for some in batches(texts.iterator(BATCH), BATCH):
        words.objects.bulk_create(
            words(
                clue_id=one.clue_id, clearance=one.clearance, folded=fold("\n".join((one.zh, one.en, one.subject)))
            )
            for one in some
        )


def run(statements):
    def on_postgresql(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for one in statements:
                schema_editor.execute(one)

    return on_postgresql


class Migration(migrations.Migration):
    dependencies = [("clues", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ClueWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clearance", models.PositiveSmallIntegerField()),
                ("folded", models.TextField()),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="clues.clue"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="cluewords",
            constraint=models.UniqueConstraint(fields=("clearance", "clue"), name="one_search_a_clearance"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
