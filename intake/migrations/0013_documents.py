import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0012_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "form_code",
                    models.CharField(
                        help_text="The eight signs in the box at the top of the printed form.",
                        max_length=20,
                        verbose_name="code of the form",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CONSENT_FORM", "signed consent form"),
                            ("WITHDRAWAL", "consent withdrawn in writing"),
                        ],
                        max_length=14,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        choices=[("application/pdf", "PDF"), ("image/jpeg", "JPEG"), ("image/png", "PNG")],
                        editable=False,
                        max_length=20,
                        verbose_name="kind of file",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        help_text="Of the scan as it is kept and given out: whoever has it can check that it is this one.",
                        max_length=64,
                        verbose_name="fingerprint (SHA-256)",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="intake.case"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="intake.consent",
                    ),
                ),
            ],
            options={
                "verbose_name": "scanned document",
                "verbose_name_plural": "scanned documents",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="DocumentContent",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="intake.document",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "form_code",
                    models.CharField(
                        help_text="The eight signs in the box at the top of the printed form.",
                        max_length=20,
                        verbose_name="code of the form",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CONSENT_FORM", "signed consent form"),
                            ("WITHDRAWAL", "consent withdrawn in writing"),
                        ],
                        max_length=14,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        choices=[("application/pdf", "PDF"), ("image/jpeg", "JPEG"), ("image/png", "PNG")],
                        editable=False,
                        max_length=20,
                        verbose_name="kind of file",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        help_text="Of the scan as it is kept and given out: whoever has it can check that it is this one.",
                        max_length=64,
                        verbose_name="fingerprint (SHA-256)",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.case",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.consent",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical scanned document",
                "verbose_name_plural": "historical scanned documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("case", "sha256"),
                name="a_scan_stands_once_in_a_case",
                violation_error_message="This scan is in the case already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="a_scan_is_not_empty"),
        ),
        migrations.AddIndex(
            model_name="historicaldocument",
            index=models.Index(fields=["history_date", "id"], name="intake_hist_history_76ac52_idx"),
        ),
    ]
