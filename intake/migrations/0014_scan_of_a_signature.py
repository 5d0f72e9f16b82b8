import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0013_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="consentstatement",
            name="document",
            field=models.ForeignKey(
                blank=True,
                help_text="The signed paper, added to the case first: without it a signed form proves nothing.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="intake.document",
                verbose_name="the scan of it",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsentstatement",
            name="document",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The signed paper, added to the case first: without it a signed form proves nothing.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="intake.document",
                verbose_name="the scan of it",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evidence", "FORM"), ("says", "SIGNS"), _negated=True),
                    ("document__isnull", False),
                    _connector="OR",
                ),
                name="a_signed_form_has_its_scan",
                violation_error_message="Add the scan of the signed form first, and choose it here.",
            ),
        ),
    ]
