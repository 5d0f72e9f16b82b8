import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_law_and_routes"),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="name_words", to="intake.case"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="Plain letters; of two words that belong together, both.", max_length=200
                    ),
                ),
                ("root", models.CharField(help_text="The consonants that are heard in it.", max_length=200)),
            ],
            options={
                "verbose_name": "word of a name",
                "verbose_name_plural": "words of names",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="name_word_letters", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["root"], name="name_word_root", opclasses=["varchar_pattern_ops"]),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="birthdaterecord",
            index=models.Index(fields=["date"], name="birth_date"),
        ),
    ]
