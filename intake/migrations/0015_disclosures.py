import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import config.encryption
import config.fields
import intake.models.disclosure
import intake.models.no_report


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0014_scan_of_a_signature"),
        ("partners", "0009_closed_named_and_emergency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "organisation_name",
                    models.CharField(blank=True, max_length=120, verbose_name="given to another organisation"),
                ),
                (
                    "recipient",
                    models.CharField(
                        help_text="Who received it there: name and function.",
                        max_length=120,
                        verbose_name="received by",
                    ),
                ),
                (
                    "data_classes",
                    config.fields.ChoiceListField(
                        choices=intake.models.disclosure.given_classes, default=list, verbose_name="what was given"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("PROTECTION", "protection"),
                            ("PLACEMENT", "placement"),
                            ("IDENTIFICATION", "identification"),
                            ("ASYLUM", "asylum procedure"),
                            ("INVESTIGATION", "investigation"),
                            ("SIGNALLING", "signalling"),
                            ("CARE", "care"),
                            ("LEGAL_AID", "legal aid"),
                            ("SUPERVISION", "supervision"),
                            ("ACUTE_DANGER", "acute danger"),
                        ],
                        max_length=20,
                        verbose_name="what for",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("CONSENT", "consent to share it"),
                            ("WEIGHTY_INTEREST", "without consent, for a weighty interest"),
                        ],
                        max_length=16,
                        verbose_name="basis",
                    ),
                ),
                (
                    "necessity",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Without consent: which weighty interest asked for it. Stored encrypted.",
                        verbose_name="why it was necessary",
                    ),
                ),
                (
                    "proportionality",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Without consent: why the interest weighs more than the privacy of the child. Stored encrypted.",
                        verbose_name="why it was in proportion",
                    ),
                ),
                (
                    "subsidiarity",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Without consent: why no other way, and no smaller part, would have done. Stored encrypted.",
                        verbose_name="why it could not be done with less",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "expires_on",
                    models.DateField(
                        help_text="The last day on which the receiver needs it.", verbose_name="may be kept until"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended early on")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        help_text="Without what was given, because the ledger keeps it.",
                        max_length=100,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "correction_reason",
                    models.CharField(
                        blank=True,
                        help_text="Why this changes; without what it is about, because the ledger keeps it.",
                        max_length=100,
                        verbose_name="reason for the correction",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="intake.case"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.consent",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="intake.disclosure",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="An organisation that works with Beschut; otherwise leave it empty and name it below.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="given to",
                    ),
                ),
            ],
            options={
                "verbose_name": "disclosure",
                "verbose_name_plural": "disclosures",
                "ordering": ["-given_on", "-created_at"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDisclosure",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "organisation_name",
                    models.CharField(blank=True, max_length=120, verbose_name="given to another organisation"),
                ),
                (
                    "recipient",
                    models.CharField(
                        help_text="Who received it there: name and function.",
                        max_length=120,
                        verbose_name="received by",
                    ),
                ),
                (
                    "data_classes",
                    config.fields.ChoiceListField(
                        choices=intake.models.disclosure.given_classes, default=list, verbose_name="what was given"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("PROTECTION", "protection"),
                            ("PLACEMENT", "placement"),
                            ("IDENTIFICATION", "identification"),
                            ("ASYLUM", "asylum procedure"),
                            ("INVESTIGATION", "investigation"),
                            ("SIGNALLING", "signalling"),
                            ("CARE", "care"),
                            ("LEGAL_AID", "legal aid"),
                            ("SUPERVISION", "supervision"),
                            ("ACUTE_DANGER", "acute danger"),
                        ],
                        max_length=20,
                        verbose_name="what for",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("CONSENT", "consent to share it"),
                            ("WEIGHTY_INTEREST", "without consent, for a weighty interest"),
                        ],
                        max_length=16,
                        verbose_name="basis",
                    ),
                ),
                (
                    "necessity",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Without consent: which weighty interest asked for it. Stored encrypted.",
                        verbose_name="why it was necessary",
                    ),
                ),
                (
                    "proportionality",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Without consent: why the interest weighs more than the privacy of the child. Stored encrypted.",
                        verbose_name="why it was in proportion",
                    ),
                ),
                (
                    "subsidiarity",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Without consent: why no other way, and no smaller part, would have done. Stored encrypted.",
                        verbose_name="why it could not be done with less",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "expires_on",
                    models.DateField(
                        help_text="The last day on which the receiver needs it.", verbose_name="may be kept until"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended early on")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        help_text="Without what was given, because the ledger keeps it.",
                        max_length=100,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "correction_reason",
                    models.CharField(
                        blank=True,
                        help_text="Why this changes; without what it is about, because the ledger keeps it.",
                        max_length=100,
                        verbose_name="reason for the correction",
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
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.disclosure",
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="An organisation that works with Beschut; otherwise leave it empty and name it below.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="given to",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical disclosure",
                "verbose_name_plural": "historical disclosures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNoReport",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "reason",
                    models.CharField(
                        choices=intake.models.no_report.reasons, max_length=24, verbose_name="why no report is made"
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
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
                "verbose_name": "historical reason for no report",
                "verbose_name_plural": "historical reasons for no report",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NoReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "reason",
                    models.CharField(
                        choices=intake.models.no_report.reasons, max_length=24, verbose_name="why no report is made"
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="no_reports", to="intake.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "reason for no report",
                "verbose_name_plural": "reasons for no report",
                "ordering": ["-decided_on", "-created_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("version", 1)),
                    models.Q(("corrects__isnull", False), ("version", 1)),
                    models.Q(("ended_on__isnull", False), ("version", 2)),
                    _connector="OR",
                ),
                name="a_disclosure_changes_only_by_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("organisation_name", "")),
                    models.Q(("organisation", None), models.Q(("organisation_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_disclosure_names_one_organisation",
                violation_error_message="Name one organisation: choose it, or write its name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient", ""), _negated=True), name="a_disclosure_names_who_received_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "CONSENT"), ("consent__isnull", False), ("organisation__isnull", False)),
                    models.Q(
                        ("basis", "WEIGHTY_INTEREST"),
                        ("consent", None),
                        models.Q(("necessity", ""), _negated=True),
                        models.Q(("proportionality", ""), _negated=True),
                        models.Q(("subsidiarity", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_disclosure_rests_on_consent_or_on_three_answers",
                violation_error_message="Without consent, answer all three questions.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("given_on"))),
                name="a_disclosure_expires_after_it_was_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on", None)),
                    models.Q(("ended_on__gte", models.F("given_on")), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_disclosure_ends_after_it_was_given_and_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects", None), models.Q(("correction_reason", ""), _negated=True), _connector="OR"
                ),
                name="a_correction_of_a_disclosure_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="historicaldisclosure",
            index=models.Index(fields=["history_date", "id"], name="intake_hist_history_3d4ccb_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalnoreport",
            index=models.Index(fields=["history_date", "id"], name="intake_hist_history_4490cd_idx"),
        ),
        migrations.AddConstraint(
            model_name="noreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("version", 1)), name="a_reason_for_no_report_never_changes"
            ),
        ),
    ]
