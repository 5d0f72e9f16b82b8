"""An answer is of one role, to an alert with an id of its own. No verb wrote an answer before this."""

from django.db import migrations, models

MODELS = ("alertanswer", "historicalalertanswer")


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_cover")]

    operations = [
        *(migrations.RenameField(model, "about", "alert") for model in MODELS),
        *(
            migrations.AlterField(
                model,
                "alert",
                models.UUIDField(help_text="Which alert: it follows from its code, what it is about and since when."),
            )
            for model in MODELS
        ),
        *(
            migrations.AddField(
                model,
                "role",
                models.CharField(
                    default="",
                    help_text="Whose list it is taken from; others still see it.",
                    max_length=60,
                    verbose_name="role",
                ),
                preserve_default=False,
            )
            for model in MODELS
        ),
    ]
