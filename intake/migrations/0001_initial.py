import uuid

import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import config.constraints
import config.create_models
import config.encryption
import config.fields
import intake.groups
import intake.indicators
import intake.languages
import intake.models.consent
import intake.models.disclosure
import intake.models.no_report


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0002_what_happens_between_partners"),
        ("partners", "__first__"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        config.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="IntakeLocation",
                    fields=[
                        ("code", models.SlugField(primary_key=True, serialize=False, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                    ],
                    options={
                        "verbose_name": "intake location",
                        "verbose_name_plural": "intake locations",
                        "ordering": ["name"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="CaseNumber",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCase",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("number", models.BigIntegerField(db_index=True, editable=False)),
                        (
                            "reference",
                            models.CharField(db_index=True, editable=False, max_length=20, verbose_name="case number"),
                        ),
                        (
                            "data_key",
                            models.UUIDField(
                                editable=False, help_text="The key under which the child's confidential texts stand."
                            ),
                        ),
                        (
                            "arrived_on",
                            models.DateField(help_text="The day the child arrived there.", verbose_name="arrived on"),
                        ),
                        (
                            "accompanied_by",
                            config.fields.NamesField(
                                blank=True,
                                default=list,
                                help_text="Who came along, one on a line. A companion is never trusted by itself (S000-22).",
                                verbose_name="accompanied by",
                            ),
                        ),
                        (
                            "imported_as",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="The fingerprint of the line of an arrival list, so that the same line is registered once.",
                                max_length=64,
                                verbose_name="line of the arrival list",
                            ),
                        ),
                        (
                            "intake_location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.intakelocation",
                                verbose_name="place of arrival",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical case",
                        "verbose_name_plural": "historical cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_71902c_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("number", models.BigIntegerField(editable=False, unique=True)),
                        (
                            "reference",
                            models.CharField(editable=False, max_length=20, unique=True, verbose_name="case number"),
                        ),
                        (
                            "data_key",
                            models.UUIDField(
                                editable=False, help_text="The key under which the child's confidential texts stand."
                            ),
                        ),
                        (
                            "intake_location",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="intake.intakelocation",
                                verbose_name="place of arrival",
                            ),
                        ),
                        (
                            "arrived_on",
                            models.DateField(help_text="The day the child arrived there.", verbose_name="arrived on"),
                        ),
                        (
                            "accompanied_by",
                            config.fields.NamesField(
                                blank=True,
                                default=list,
                                help_text="Who came along, one on a line. A companion is never trusted by itself (S000-22).",
                                verbose_name="accompanied by",
                            ),
                        ),
                        (
                            "imported_as",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="The fingerprint of the line of an arrival list, so that the same line is registered once.",
                                max_length=64,
                                verbose_name="line of the arrival list",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "case",
                        "verbose_name_plural": "cases",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("imported_as", ""), _negated=True),
                                fields=("imported_as",),
                                name="a_line_is_imported_once",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAccessRequest",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "data_key",
                            models.UUIDField(
                                editable=False, help_text="A key of its own: it goes when the request goes."
                            ),
                        ),
                        ("v_number", config.encryption.EncryptedTextField(blank=True, verbose_name="V-number")),
                        ("name", config.encryption.EncryptedTextField(blank=True, verbose_name="name of the child")),
                        ("born", config.encryption.EncryptedTextField(blank=True, verbose_name="birth date")),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                help_text="What you need to know of this child, and what for. Nidos reads this.",
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("GRANTED", "access given"), ("REFUSED", "refused")],
                                editable=False,
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="last day of the access")),
                        (
                            "answer_words",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Why; only Nidos reads this.", verbose_name="why"
                            ),
                        ),
                        ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered at")),
                        ("answered_by", models.UUIDField(editable=False, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who asks",
                            ),
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
                                verbose_name="case number",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical request for access",
                        "verbose_name_plural": "historical requests for access",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_889b73_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AccessRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who asks",
                            ),
                        ),
                        (
                            "data_key",
                            models.UUIDField(
                                editable=False, help_text="A key of its own: it goes when the request goes."
                            ),
                        ),
                        ("v_number", config.encryption.EncryptedTextField(blank=True, verbose_name="V-number")),
                        ("name", config.encryption.EncryptedTextField(blank=True, verbose_name="name of the child")),
                        ("born", config.encryption.EncryptedTextField(blank=True, verbose_name="birth date")),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                help_text="What you need to know of this child, and what for. Nidos reads this.",
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("GRANTED", "access given"), ("REFUSED", "refused")],
                                editable=False,
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_requests",
                                to="intake.case",
                                verbose_name="case number",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="last day of the access")),
                        (
                            "answer_words",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Why; only Nidos reads this.", verbose_name="why"
                            ),
                        ),
                        ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered at")),
                        ("answered_by", models.UUIDField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "request for access",
                        "verbose_name_plural": "requests for access",
                        "ordering": ["created_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "")),
                                fields=["created_at"],
                                name="access_request_waiting",
                            ),
                            models.Index(fields=["person", "created_at"], name="access_request_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("case__isnull", False),
                                        ("outcome", "GRANTED"),
                                        ("until__isnull", False),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("case", None),
                                        ("outcome", "REFUSED"),
                                        ("until", None),
                                    ),
                                    models.Q(("answered_at", None), ("case", None), ("outcome", ""), ("until", None)),
                                    _connector="OR",
                                ),
                                name="a_request_is_granted_to_one_case_until_a_day_or_not",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by", None),
                                    models.Q(("answered_by", models.F("person")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_answers_their_own_request",
                                violation_error_message="Somebody else answers it: nobody answers their own request.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAccount",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("told_on", models.DateField(verbose_name="told on")),
                        (
                            "told_to",
                            models.CharField(
                                help_text="Who listened, and in which function.",
                                max_length=120,
                                verbose_name="told to",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.languages.languages, max_length=8, verbose_name="language"
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
                                verbose_name="what it was told for",
                            ),
                        ),
                        (
                            "text",
                            config.encryption.EncryptedTextField(
                                help_text="In the words of the child, for named persons; stored encrypted.",
                                verbose_name="what the child told",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical account of the story",
                        "verbose_name_plural": "historical accounts of the story",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_fee31a_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.case"
                            ),
                        ),
                        ("told_on", models.DateField(verbose_name="told on")),
                        (
                            "told_to",
                            models.CharField(
                                help_text="Who listened, and in which function.",
                                max_length=120,
                                verbose_name="told to",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.languages.languages, max_length=8, verbose_name="language"
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
                                verbose_name="what it was told for",
                            ),
                        ),
                        (
                            "text",
                            config.encryption.EncryptedTextField(
                                help_text="In the words of the child, for named persons; stored encrypted.",
                                verbose_name="what the child told",
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
                    ],
                    options={
                        "verbose_name": "account of the story",
                        "verbose_name_plural": "accounts of the story",
                        "ordering": ["-told_on", "-created_at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalNamedPerson",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "what",
                            models.CharField(
                                choices=[("STORY", "an account of the story"), ("CATEGORY", "special data")],
                                editable=False,
                                max_length=10,
                                verbose_name="may read",
                            ),
                        ),
                        ("wrote_it", models.BooleanField(default=False, editable=False, verbose_name="wrote it down")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Why this person needs it; not what stands in it.",
                                max_length=300,
                                verbose_name="why",
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True,
                                help_text="From the day after it is closed.",
                                null=True,
                                verbose_name="last day",
                            ),
                        ),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                        ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ends")),
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
                            "account",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.account",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical named person",
                        "verbose_name_plural": "historical named persons",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_cad2ba_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="NamedPerson",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.case"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[("STORY", "an account of the story"), ("CATEGORY", "special data")],
                                editable=False,
                                max_length=10,
                                verbose_name="may read",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="intake.account",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("wrote_it", models.BooleanField(default=False, editable=False, verbose_name="wrote it down")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Why this person needs it; not what stands in it.",
                                max_length=300,
                                verbose_name="why",
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True,
                                help_text="From the day after it is closed.",
                                null=True,
                                verbose_name="last day",
                            ),
                        ),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                        ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ends")),
                    ],
                    options={
                        "verbose_name": "named person",
                        "verbose_name_plural": "named persons",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("account__isnull", False), ("last_day", None), ("what", "STORY")),
                                    models.Q(
                                        ("account", None),
                                        ("last_day__isnull", False),
                                        ("what", "CATEGORY"),
                                        ("wrote_it", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_story_is_named_and_special_data_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wrote_it", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="naming_somebody_has_a_reason",
                                violation_error_message="Say why this person needs it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None), models.Q(("end_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="taking_a_name_off_has_a_reason",
                                violation_error_message="Say why this ends.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("account__isnull", False), ("ended_on", None)),
                                fields=("account", "person"),
                                name="named_once_for_an_account",
                                violation_error_message="This person is named already.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgeAssessment",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("requested_on", models.DateField(verbose_name="requested on")),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("EVIDENT_MINOR", "evidently a minor"),
                                    ("EVIDENT_ADULT", "evidently an adult"),
                                    ("DOUBT", "doubt"),
                                    ("MEDICAL_RESULT", "result of a medical examination"),
                                ],
                                max_length=16,
                                verbose_name="outcome",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                        ("contested_on", models.DateField(blank=True, null=True, verbose_name="contested on")),
                        ("contest_reason", models.CharField(blank=True, max_length=300, verbose_name="why contested")),
                        ("final_on", models.DateField(blank=True, null=True, verbose_name="final on")),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical age assessment",
                        "verbose_name_plural": "historical age assessments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_3b9fca_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgeAssessment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="age_assessments",
                                to="intake.case",
                            ),
                        ),
                        ("requested_on", models.DateField(verbose_name="requested on")),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("EVIDENT_MINOR", "evidently a minor"),
                                    ("EVIDENT_ADULT", "evidently an adult"),
                                    ("DOUBT", "doubt"),
                                    ("MEDICAL_RESULT", "result of a medical examination"),
                                ],
                                max_length=16,
                                verbose_name="outcome",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                        ("contested_on", models.DateField(blank=True, null=True, verbose_name="contested on")),
                        ("contest_reason", models.CharField(blank=True, max_length=300, verbose_name="why contested")),
                        ("final_on", models.DateField(blank=True, null=True, verbose_name="final on")),
                    ],
                    options={
                        "verbose_name": "age assessment",
                        "verbose_name_plural": "age assessments",
                        "ordering": ["-requested_on", "-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_on", None), ("outcome", "")),
                                    models.Q(models.Q(("outcome", ""), _negated=True), ("decided_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="an_outcome_has_its_day",
                                violation_error_message="Give the outcome and its day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contest_reason", ""), ("contested_on", None)),
                                    models.Q(
                                        ("contested_on__isnull", False),
                                        models.Q(("contest_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_contest_has_a_reason",
                                violation_error_message="Say why the age is contested.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("final_on", None)),
                                fields=("case",),
                                name="one_open_age_assessment",
                                violation_error_message="An assessment of this child's age is open already.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBirthDateRecord",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "date",
                            models.DateField(
                                blank=True,
                                help_text="When only the month or the year is known, any day in it.",
                                null=True,
                                verbose_name="birth date",
                            ),
                        ),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("DAY", "day, month and year are known"),
                                    ("MONTH", "month and year are known"),
                                    ("YEAR", "only the year is known"),
                                    ("UNKNOWN", "not known"),
                                ],
                                default="DAY",
                                max_length=10,
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("CHILD", "the child"),
                                    ("DOCUMENT", "a document"),
                                    ("AVIM", "AVIM"),
                                    ("IND", "IND"),
                                    ("AGE_ASSESSMENT", "age assessment"),
                                    ("OTHER_MEMBER_STATE", "another member state"),
                                ],
                                default="CHILD",
                                max_length=20,
                                verbose_name="according to",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("PROVISIONAL", "provisional"), ("OFFICIAL", "official")],
                                default="PROVISIONAL",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        ("effective_from", models.DateTimeField(editable=False, verbose_name="in force from")),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical birth date",
                        "verbose_name_plural": "historical birth dates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_1e61f1_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="BirthDateRecord",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="birth_dates",
                                to="intake.case",
                            ),
                        ),
                        (
                            "date",
                            models.DateField(
                                blank=True,
                                help_text="When only the month or the year is known, any day in it.",
                                null=True,
                                verbose_name="birth date",
                            ),
                        ),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("DAY", "day, month and year are known"),
                                    ("MONTH", "month and year are known"),
                                    ("YEAR", "only the year is known"),
                                    ("UNKNOWN", "not known"),
                                ],
                                default="DAY",
                                max_length=10,
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("CHILD", "the child"),
                                    ("DOCUMENT", "a document"),
                                    ("AVIM", "AVIM"),
                                    ("IND", "IND"),
                                    ("AGE_ASSESSMENT", "age assessment"),
                                    ("OTHER_MEMBER_STATE", "another member state"),
                                ],
                                default="CHILD",
                                max_length=20,
                                verbose_name="according to",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("PROVISIONAL", "provisional"), ("OFFICIAL", "official")],
                                default="PROVISIONAL",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        ("effective_from", models.DateTimeField(editable=False, verbose_name="in force from")),
                    ],
                    options={
                        "verbose_name": "birth date",
                        "verbose_name_plural": "birth dates",
                        "ordering": ["-effective_from"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("date", None), ("precision", "UNKNOWN")),
                                    models.Q(
                                        ("date__isnull", False), models.Q(("precision", "UNKNOWN"), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_birth_date_has_its_precision",
                                violation_error_message="Give a birth date and how precisely it is known, or say that it is not known.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCaseCategory",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "group",
                            config.encryption.EncryptedTextField(
                                choices=intake.groups.group_choices,
                                help_text="Stored encrypted.",
                                verbose_name="group",
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="edition of the groups"),
                        ),
                        (
                            "basis",
                            config.encryption.EncryptedTextField(
                                help_text="What the child says of itself; never what somebody looks like. Stored encrypted.",
                                verbose_name="what this rests on",
                            ),
                        ),
                        (
                            "safety_note",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only if it matters for safety. The mentor reads just this, so do not name the group.",
                                verbose_name="what the house must know for safety",
                            ),
                        ),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="looked at again on")),
                        ("applies", models.BooleanField(default=True, verbose_name="still holds")),
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical special data",
                        "verbose_name_plural": "historical special data",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_b22b0c_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CaseCategory",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.case"
                            ),
                        ),
                        (
                            "group",
                            config.encryption.EncryptedTextField(
                                choices=intake.groups.group_choices,
                                help_text="Stored encrypted.",
                                verbose_name="group",
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="edition of the groups"),
                        ),
                        (
                            "basis",
                            config.encryption.EncryptedTextField(
                                help_text="What the child says of itself; never what somebody looks like. Stored encrypted.",
                                verbose_name="what this rests on",
                            ),
                        ),
                        (
                            "safety_note",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only if it matters for safety. The mentor reads just this, so do not name the group.",
                                verbose_name="what the house must know for safety",
                            ),
                        ),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="looked at again on")),
                        ("applies", models.BooleanField(default=True, verbose_name="still holds")),
                        (
                            "correction_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why this changes; without what it is about, because the ledger keeps it.",
                                max_length=100,
                                verbose_name="reason for the correction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "special data",
                        "verbose_name_plural": "special data",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "group"),
                                name="one_record_for_each_group",
                                violation_error_message="This group was recorded already: correct that record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("applies", True), ("safety_note", ""), _connector="OR"),
                                name="what_no_longer_holds_is_no_safety_matter",
                                violation_error_message="What no longer holds is nothing a house must know.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalChild",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "given_names",
                            models.CharField(
                                blank=True,
                                help_text="As the child says them; one name is enough.",
                                max_length=120,
                                verbose_name="given names",
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=120, verbose_name="family name")),
                        (
                            "aliases",
                            config.fields.NamesField(
                                blank=True,
                                default=list,
                                help_text="Other names or spellings, one on a line.",
                                verbose_name="other names",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("F", "girl"), ("M", "boy"), ("X", "neither"), ("UNKNOWN", "unknown")],
                                default="UNKNOWN",
                                max_length=10,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "nationality",
                            models.CharField(
                                choices=intake.languages.nationalities,
                                default="UNKNOWN",
                                max_length=9,
                                verbose_name="nationality",
                            ),
                        ),
                        (
                            "languages",
                            config.fields.ChoiceListField(
                                blank=True, choices=intake.languages.languages, default=list, verbose_name="languages"
                            ),
                        ),
                        (
                            "v_number",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[
                                    django.core.validators.RegexValidator("^[0-9]{10}$", "A V-number has ten digits.")
                                ],
                                verbose_name="V-number",
                            ),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical child",
                        "verbose_name_plural": "historical children",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_922f60_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Child",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="child", to="intake.case"
                            ),
                        ),
                        (
                            "given_names",
                            models.CharField(
                                blank=True,
                                help_text="As the child says them; one name is enough.",
                                max_length=120,
                                verbose_name="given names",
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=120, verbose_name="family name")),
                        (
                            "aliases",
                            config.fields.NamesField(
                                blank=True,
                                default=list,
                                help_text="Other names or spellings, one on a line.",
                                verbose_name="other names",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("F", "girl"), ("M", "boy"), ("X", "neither"), ("UNKNOWN", "unknown")],
                                default="UNKNOWN",
                                max_length=10,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "nationality",
                            models.CharField(
                                choices=intake.languages.nationalities,
                                default="UNKNOWN",
                                max_length=9,
                                verbose_name="nationality",
                            ),
                        ),
                        (
                            "languages",
                            config.fields.ChoiceListField(
                                blank=True, choices=intake.languages.languages, default=list, verbose_name="languages"
                            ),
                        ),
                        (
                            "v_number",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[
                                    django.core.validators.RegexValidator("^[0-9]{10}$", "A V-number has ten digits.")
                                ],
                                verbose_name="V-number",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "child",
                        "verbose_name_plural": "children",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("v_number", ""), _negated=True),
                                fields=["v_number"],
                                name="child_v_number",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_names", ""), _negated=True),
                                    models.Q(("family_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_child_has_a_name",
                                violation_error_message="Give at least one name, as the child says it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("v_number", ""), ("v_number__regex", "^[0-9]{10}$"), _connector="OR"
                                ),
                                name="a_v_number_has_ten_digits",
                                violation_error_message="A V-number has ten digits.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signals",
                                to="intake.case",
                            ),
                        ),
                        (
                            "data_key",
                            models.UUIDField(
                                editable=False, help_text="The child's key; its own while it fits no case."
                            ),
                        ),
                        (
                            "kinds",
                            config.fields.ChoiceListField(
                                choices=[
                                    ("TRAFFICKING", "human trafficking"),
                                    ("FORCED_MARRIAGE", "forced marriage"),
                                    ("HONOUR_VIOLENCE", "honour violence"),
                                    ("SEXUAL_VIOLENCE", "sexual violence"),
                                    ("ABUSE", "abuse"),
                                    ("SMUGGLING_DEBT", "debt to a smuggler"),
                                    ("DISAPPEARANCE_RISK", "risk of disappearing"),
                                ],
                                default=list,
                                verbose_name="about",
                            ),
                        ),
                        (
                            "exploitation_forms",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=[
                                    ("SEXUAL", "sexual"),
                                    ("LABOUR", "labour"),
                                    ("CRIMINAL", "criminal"),
                                    ("BEGGING", "begging"),
                                    ("DOMESTIC_SERVITUDE", "domestic servitude"),
                                    ("FORCED_MARRIAGE", "forced marriage"),
                                    ("ORGAN", "organ removal"),
                                    ("OTHER", "other"),
                                    ("UNKNOWN", "unknown"),
                                ],
                                default=list,
                                verbose_name="form of exploitation",
                            ),
                        ),
                        (
                            "place_phase",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ORIGIN", "in the country of origin"),
                                    ("EN_ROUTE", "on the way"),
                                    ("NETHERLANDS", "in the Netherlands"),
                                    ("FEARED", "feared, not yet happened"),
                                ],
                                max_length=12,
                                verbose_name="when and where it happened",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="A country, a city or a kind of place; never an address.",
                                max_length=120,
                                verbose_name="place",
                            ),
                        ),
                        (
                            "indicators",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=intake.indicators.indicator_choices,
                                default=list,
                                verbose_name="indicators",
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[("SLIGHT", "slight"), ("REASONABLE", "reasonable"), ("STRONG", "strong")],
                                default="SLIGHT",
                                max_length=12,
                                verbose_name="how certain",
                            ),
                        ),
                        (
                            "source_step",
                            models.CharField(
                                choices=[
                                    ("ACQUAINTANCE", "Acquaintance talk with Nidos"),
                                    ("IDENTIFICATION", "Identification by AVIM"),
                                    ("REGISTRATION", "Talk with IND"),
                                    ("FOLLOW_UP", "Second talk with Nidos"),
                                    ("EXTRA", "Extra talk"),
                                    ("LATER", "later or elsewhere"),
                                ],
                                default="LATER",
                                max_length=20,
                                verbose_name="came up in",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="One sentence that the other organisations may read. No names, no addresses.",
                                max_length=300,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "detail",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What only some roles may read; stored encrypted.",
                                verbose_name="detail",
                            ),
                        ),
                        (
                            "names_child",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                editable=False,
                                help_text="How a reporter from outside named the child.",
                                verbose_name="the child as the reporter named it",
                            ),
                        ),
                        ("raised_at", models.DateTimeField(editable=False, verbose_name="raised at")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("SHARED", "shared, not yet assessed"),
                                    ("LEADS_TO_INDICATION", "leads to an indication"),
                                    ("MONITOR", "kept under watch"),
                                    ("NOT_SUBSTANTIATED", "not substantiated"),
                                    ("MERGED_INTO", "merged into another signal"),
                                    ("WRONG_CHILD", "about another child"),
                                ],
                                default="SHARED",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "linked_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="linked",
                                to="intake.signal",
                                verbose_name="linked to",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="intake.signal",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="intake.signal",
                                verbose_name="replaced by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signal",
                        "verbose_name_plural": "signals",
                        "ordering": ["-raised_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("case", None)), fields=["raised_at"], name="signal_unmatched"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("status", "MERGED_INTO")),
                                    models.Q(
                                        models.Q(("status", "MERGED_INTO"), _negated=True), ("merged_into", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_merged_signal_says_into_which",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSignalAssessment",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("LEADS_TO_INDICATION", "leads to an indication"),
                                    ("MONITOR", "kept under watch"),
                                    ("NOT_SUBSTANTIATED", "not substantiated"),
                                    ("REOPENED", "opened again"),
                                    ("MERGED_INTO", "merged into another signal"),
                                    ("WRONG_CHILD", "about another child"),
                                ],
                                max_length=20,
                                verbose_name="outcome",
                            ),
                        ),
                        ("assessed_on", models.DateField(editable=False, verbose_name="assessed on")),
                        (
                            "review_on",
                            models.DateField(
                                blank=True,
                                help_text="Until when it is watched; then it is assessed anew.",
                                null=True,
                                verbose_name="look again on",
                            ),
                        ),
                        (
                            "reasons",
                            config.encryption.EncryptedTextField(
                                help_text="Why; stored encrypted.", verbose_name="reasons"
                            ),
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
                            "signal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.signal",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical assessment of a signal",
                        "verbose_name_plural": "historical assessments of signals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_37b743_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SignalAssessment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signal_assessments",
                                to="intake.case",
                            ),
                        ),
                        (
                            "signal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="intake.signal",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("LEADS_TO_INDICATION", "leads to an indication"),
                                    ("MONITOR", "kept under watch"),
                                    ("NOT_SUBSTANTIATED", "not substantiated"),
                                    ("REOPENED", "opened again"),
                                    ("MERGED_INTO", "merged into another signal"),
                                    ("WRONG_CHILD", "about another child"),
                                ],
                                max_length=20,
                                verbose_name="outcome",
                            ),
                        ),
                        ("assessed_on", models.DateField(editable=False, verbose_name="assessed on")),
                        (
                            "review_on",
                            models.DateField(
                                blank=True,
                                help_text="Until when it is watched; then it is assessed anew.",
                                null=True,
                                verbose_name="look again on",
                            ),
                        ),
                        (
                            "reasons",
                            config.encryption.EncryptedTextField(
                                help_text="Why; stored encrypted.", verbose_name="reasons"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment of a signal",
                        "verbose_name_plural": "assessments of signals",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "MONITOR"), ("review_on__isnull", False)),
                                    models.Q(models.Q(("outcome", "MONITOR"), _negated=True), ("review_on", None)),
                                    _connector="OR",
                                ),
                                name="what_is_watched_is_looked_at_again",
                                violation_error_message="Say on which day a signal that is watched is looked at again.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalClosing",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("closed_on", models.DateField(editable=False, verbose_name="closed on")),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                help_text="Why the case can be closed; stored encrypted.", verbose_name="reason"
                            ),
                        ),
                        (
                            "reopened_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="opened again at"),
                        ),
                        (
                            "reopen_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why it goes on; stored encrypted.",
                                verbose_name="reason for opening it again",
                            ),
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
                            "reopened_by_signal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.signal",
                                verbose_name="opened again by",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical closing of the case",
                        "verbose_name_plural": "historical closings of the case",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_756e44_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="intake.case"
                            ),
                        ),
                        ("closed_on", models.DateField(editable=False, verbose_name="closed on")),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                help_text="Why the case can be closed; stored encrypted.", verbose_name="reason"
                            ),
                        ),
                        (
                            "reopened_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="opened again at"),
                        ),
                        (
                            "reopen_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why it goes on; stored encrypted.",
                                verbose_name="reason for opening it again",
                            ),
                        ),
                        (
                            "reopened_by_signal",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="intake.signal",
                                verbose_name="opened again by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "closing of the case",
                        "verbose_name_plural": "closings of the case",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_at", None)),
                                fields=("case",),
                                name="a_case_is_closed_once",
                                violation_error_message="This case is closed already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_at", None),
                                    ("reopened_at__gte", models.F("created_at")),
                                    _connector="OR",
                                ),
                                name="a_case_is_opened_again_after_it_was_closed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reopen_reason", ""), ("reopened_at", None), ("reopened_by_signal", None)
                                    ),
                                    models.Q(
                                        ("reopened_at__isnull", False),
                                        models.Q(
                                            ("reopened_by_signal__isnull", False),
                                            models.Q(("reopen_reason", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_case_is_opened_again_by_a_signal_or_for_a_reason",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConsentForm",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("COMENSHA_REGISTRATION", "registration with CoMensha"),
                                    ("COMENSHA_SHELTER", "request for shelter through CoMensha"),
                                    ("SHARE_WITH_X", "sharing with another organisation"),
                                    ("MEDICAL", "medical examination or treatment"),
                                ],
                                max_length=24,
                                verbose_name="purpose",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.models.consent.form_languages,
                                max_length=8,
                                verbose_name="language of the form",
                            ),
                        ),
                        ("edition", models.PositiveSmallIntegerField(editable=False, verbose_name="edition")),
                        ("text", models.TextField(help_text="The exact words that are signed.", verbose_name="text")),
                        ("in_force_from", models.DateField(verbose_name="in force from")),
                        ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
                        ("approved_by", models.UUIDField(editable=False, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical consent form",
                        "verbose_name_plural": "historical consent forms",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_6b0fc3_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ConsentForm",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("COMENSHA_REGISTRATION", "registration with CoMensha"),
                                    ("COMENSHA_SHELTER", "request for shelter through CoMensha"),
                                    ("SHARE_WITH_X", "sharing with another organisation"),
                                    ("MEDICAL", "medical examination or treatment"),
                                ],
                                max_length=24,
                                verbose_name="purpose",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.models.consent.form_languages,
                                max_length=8,
                                verbose_name="language of the form",
                            ),
                        ),
                        ("edition", models.PositiveSmallIntegerField(editable=False, verbose_name="edition")),
                        ("text", models.TextField(help_text="The exact words that are signed.", verbose_name="text")),
                        ("in_force_from", models.DateField(verbose_name="in force from")),
                        ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
                        ("approved_by", models.UUIDField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "consent form",
                        "verbose_name_plural": "consent forms",
                        "ordering": ["purpose", "language", "-edition"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purpose", "language", "edition"),
                                name="each_edition_of_a_form_once",
                                violation_error_message="This edition is there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_on", None), ("version", 1)),
                                    models.Q(("approved_on__isnull", False), ("version", 2)),
                                    _connector="OR",
                                ),
                                name="a_form_changes_only_by_its_approval",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConsent",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("COMENSHA_REGISTRATION", "registration with CoMensha"),
                                    ("COMENSHA_SHELTER", "request for shelter through CoMensha"),
                                    ("SHARE_WITH_X", "sharing with another organisation"),
                                    ("MEDICAL", "medical examination or treatment"),
                                ],
                                max_length=24,
                                verbose_name="purpose",
                            ),
                        ),
                        ("explained_on", models.DateField(verbose_name="explained on")),
                        (
                            "explained_by",
                            models.CharField(
                                help_text="Who explained it, and in which function.",
                                max_length=120,
                                verbose_name="explained by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.languages.languages, max_length=8, verbose_name="explained in"
                            ),
                        ),
                        ("interpreter", models.BooleanField(default=False, verbose_name="with an interpreter")),
                        (
                            "interpreter_number",
                            models.CharField(blank=True, max_length=40, verbose_name="number of the interpreter"),
                        ),
                        (
                            "form_language",
                            models.CharField(
                                choices=intake.models.consent.form_languages,
                                max_length=8,
                                verbose_name="language of the form",
                            ),
                        ),
                        (
                            "form_edition",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="edition of the form"),
                        ),
                        ("form_text", models.TextField(editable=False, verbose_name="text of the form")),
                        (
                            "own_wish",
                            models.BooleanField(
                                default=False,
                                help_text="After a refusal it is asked again only after a time, unless they ask for it themselves.",
                                verbose_name="the child or who signs asks for it",
                            ),
                        ),
                        (
                            "timing_note",
                            models.CharField(
                                blank=True,
                                help_text="How the child is, and why this is a good moment.",
                                max_length=500,
                                verbose_name="why now",
                            ),
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
                            "shared_with",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Only for sharing with another organisation.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="sharing with",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical consent",
                        "verbose_name_plural": "historical consents",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_9ee209_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="intake.case"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("COMENSHA_REGISTRATION", "registration with CoMensha"),
                                    ("COMENSHA_SHELTER", "request for shelter through CoMensha"),
                                    ("SHARE_WITH_X", "sharing with another organisation"),
                                    ("MEDICAL", "medical examination or treatment"),
                                ],
                                max_length=24,
                                verbose_name="purpose",
                            ),
                        ),
                        (
                            "shared_with",
                            models.ForeignKey(
                                blank=True,
                                help_text="Only for sharing with another organisation.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="sharing with",
                            ),
                        ),
                        ("explained_on", models.DateField(verbose_name="explained on")),
                        (
                            "explained_by",
                            models.CharField(
                                help_text="Who explained it, and in which function.",
                                max_length=120,
                                verbose_name="explained by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.languages.languages, max_length=8, verbose_name="explained in"
                            ),
                        ),
                        ("interpreter", models.BooleanField(default=False, verbose_name="with an interpreter")),
                        (
                            "interpreter_number",
                            models.CharField(blank=True, max_length=40, verbose_name="number of the interpreter"),
                        ),
                        (
                            "form_language",
                            models.CharField(
                                choices=intake.models.consent.form_languages,
                                max_length=8,
                                verbose_name="language of the form",
                            ),
                        ),
                        (
                            "form_edition",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="edition of the form"),
                        ),
                        ("form_text", models.TextField(editable=False, verbose_name="text of the form")),
                        (
                            "own_wish",
                            models.BooleanField(
                                default=False,
                                help_text="After a refusal it is asked again only after a time, unless they ask for it themselves.",
                                verbose_name="the child or who signs asks for it",
                            ),
                        ),
                        (
                            "timing_note",
                            models.CharField(
                                blank=True,
                                help_text="How the child is, and why this is a good moment.",
                                max_length=500,
                                verbose_name="why now",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consent",
                        "verbose_name_plural": "consents",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("version", 1)), name="a_consent_never_changes"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", "SHARE_WITH_X"), ("shared_with__isnull", False)),
                                    models.Q(
                                        models.Q(("purpose", "SHARE_WITH_X"), _negated=True), ("shared_with", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_names_with_whom",
                                violation_error_message="Say with which organisation; for another purpose leave it empty.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConsentCheck",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "intact",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="text and answers are as they were sealed"
                            ),
                        ),
                        ("answers", models.PositiveSmallIntegerField(editable=False, verbose_name="answers compared")),
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.consent",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical check of a consent",
                        "verbose_name_plural": "historical checks of consents",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_1843c3_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ConsentCheck",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.case"
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="intake.consent"
                            ),
                        ),
                        (
                            "intact",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="text and answers are as they were sealed"
                            ),
                        ),
                        ("answers", models.PositiveSmallIntegerField(editable=False, verbose_name="answers compared")),
                    ],
                    options={
                        "verbose_name": "check of a consent",
                        "verbose_name_plural": "checks of consents",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("version", 1)), name="a_check_of_a_consent_never_changes"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalComenshaReport",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("REGISTRATION", "registration with CoMensha"),
                                    ("SHELTER", "request for shelter through CoMensha"),
                                ],
                                max_length=12,
                                verbose_name="what is reported",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("CONSENT", "consent"),
                                    ("POLICE_DUTY", "duty to report"),
                                    ("STATUTORY", "statutory basis"),
                                ],
                                max_length=12,
                                verbose_name="on the basis of",
                            ),
                        ),
                        (
                            "reporter_kind",
                            models.CharField(
                                choices=[
                                    ("NIDOS", "Nidos"),
                                    ("AVIM", "AVIM"),
                                    ("IND", "IND"),
                                    ("COA", "COA"),
                                    ("BO_PROVIDER", "Reception provider"),
                                    ("LAWYER", "Lawyers"),
                                    ("GGD", "GGD"),
                                    ("VWN", "VWN"),
                                    ("EVENAAR", "de Evenaar"),
                                    ("FIER", "Fier"),
                                    ("RVDK", "RvdK"),
                                    ("LEC_EGG", "LEC EGG"),
                                    ("LKHA", "LKHA"),
                                    ("VEILIG_THUIS", "Veilig Thuis"),
                                    ("SCHADEFONDS", "Violent Offences Compensation Fund"),
                                    ("COMENSHA", "CoMensha"),
                                    ("OM", "OM"),
                                    ("KMAR", "KMar"),
                                    ("INSPECTIE_SZW", "Inspectie SZW"),
                                    ("EMM", "EMM"),
                                    ("NR", "National Rapporteur"),
                                    ("MINISTRY", "Ministry"),
                                    ("INSPECTORATE", "Inspectorate"),
                                    ("SYSTEM", "System"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="kind of reporter",
                            ),
                        ),
                        (
                            "exploitation_forms",
                            config.fields.ChoiceListField(
                                choices=[
                                    ("SEXUAL", "sexual"),
                                    ("LABOUR", "labour"),
                                    ("CRIMINAL", "criminal"),
                                    ("BEGGING", "begging"),
                                    ("DOMESTIC_SERVITUDE", "domestic servitude"),
                                    ("FORCED_MARRIAGE", "forced marriage"),
                                    ("ORGAN", "organ removal"),
                                    ("OTHER", "other"),
                                    ("UNKNOWN", "unknown"),
                                ],
                                default=list,
                                verbose_name="form of exploitation",
                            ),
                        ),
                        (
                            "situation",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only for a request for shelter: what CoMensha must know to find a place. No names, no addresses. Stored encrypted.",
                                verbose_name="condition and background",
                            ),
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
                            "reporter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="reported by",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical report to CoMensha",
                        "verbose_name_plural": "historical CoMensha reports",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_30afab_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ComenshaReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comensha_reports",
                                to="intake.case",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("REGISTRATION", "registration with CoMensha"),
                                    ("SHELTER", "request for shelter through CoMensha"),
                                ],
                                max_length=12,
                                verbose_name="what is reported",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("CONSENT", "consent"),
                                    ("POLICE_DUTY", "duty to report"),
                                    ("STATUTORY", "statutory basis"),
                                ],
                                max_length=12,
                                verbose_name="on the basis of",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="reported by",
                            ),
                        ),
                        (
                            "reporter_kind",
                            models.CharField(
                                choices=[
                                    ("NIDOS", "Nidos"),
                                    ("AVIM", "AVIM"),
                                    ("IND", "IND"),
                                    ("COA", "COA"),
                                    ("BO_PROVIDER", "Reception provider"),
                                    ("LAWYER", "Lawyers"),
                                    ("GGD", "GGD"),
                                    ("VWN", "VWN"),
                                    ("EVENAAR", "de Evenaar"),
                                    ("FIER", "Fier"),
                                    ("RVDK", "RvdK"),
                                    ("LEC_EGG", "LEC EGG"),
                                    ("LKHA", "LKHA"),
                                    ("VEILIG_THUIS", "Veilig Thuis"),
                                    ("SCHADEFONDS", "Violent Offences Compensation Fund"),
                                    ("COMENSHA", "CoMensha"),
                                    ("OM", "OM"),
                                    ("KMAR", "KMar"),
                                    ("INSPECTIE_SZW", "Inspectie SZW"),
                                    ("EMM", "EMM"),
                                    ("NR", "National Rapporteur"),
                                    ("MINISTRY", "Ministry"),
                                    ("INSPECTORATE", "Inspectorate"),
                                    ("SYSTEM", "System"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="kind of reporter",
                            ),
                        ),
                        (
                            "exploitation_forms",
                            config.fields.ChoiceListField(
                                choices=[
                                    ("SEXUAL", "sexual"),
                                    ("LABOUR", "labour"),
                                    ("CRIMINAL", "criminal"),
                                    ("BEGGING", "begging"),
                                    ("DOMESTIC_SERVITUDE", "domestic servitude"),
                                    ("FORCED_MARRIAGE", "forced marriage"),
                                    ("ORGAN", "organ removal"),
                                    ("OTHER", "other"),
                                    ("UNKNOWN", "unknown"),
                                ],
                                default=list,
                                verbose_name="form of exploitation",
                            ),
                        ),
                        (
                            "situation",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only for a request for shelter: what CoMensha must know to find a place. No names, no addresses. Stored encrypted.",
                                verbose_name="condition and background",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "report to CoMensha",
                        "verbose_name_plural": "CoMensha reports",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("basis", "POLICE_DUTY"),
                                        ("reporter_kind__in", ("AVIM", "KMAR", "INSPECTIE_SZW")),
                                    ),
                                    models.Q(
                                        models.Q(("basis", "POLICE_DUTY"), _negated=True),
                                        models.Q(
                                            ("reporter_kind__in", ("AVIM", "KMAR", "INSPECTIE_SZW")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="who_reports_by_duty_reports_on_no_other_basis",
                                violation_error_message="Your organisation does not report on this basis.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", "CONSENT"), ("kind", "REGISTRATION"), _connector="OR"),
                                name="shelter_is_asked_with_consent_only",
                                violation_error_message="A request for shelter always needs consent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "SHELTER"), ("situation", ""), _connector="OR"),
                                name="a_registration_tells_no_condition_or_background",
                                violation_error_message="Condition and background go with a request for shelter only.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalComenshaMessage",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                editable=False,
                                help_text="Which message of the report: the first is the report itself.",
                                verbose_name="number",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("REPORT", "report"),
                                    ("CORRECTION", "correction"),
                                    ("WITHDRAWAL", "withdrawal"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="what was sent",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("CONSENT", "consent"),
                                    ("POLICE_DUTY", "duty to report"),
                                    ("STATUTORY", "statutory basis"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="on the basis of",
                            ),
                        ),
                        (
                            "child_objects",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="Known here only: it is not in what was sent.",
                                verbose_name="the child objected",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(editable=False, verbose_name="sent at")),
                        ("payload", config.encryption.EncryptedTextField(editable=False, verbose_name="exact text")),
                        (
                            "payload_hash",
                            models.CharField(
                                editable=False,
                                help_text="Of the exact text: CoMensha sees the same one.",
                                max_length=64,
                                verbose_name="fingerprint (SHA-256)",
                            ),
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
                            "report",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.comenshareport",
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical message to CoMensha",
                        "verbose_name_plural": "historical messages to CoMensha",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_dfd1f1_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ComenshaMessage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comensha_messages",
                                to="intake.case",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="intake.comenshareport",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                editable=False,
                                help_text="Which message of the report: the first is the report itself.",
                                verbose_name="number",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("REPORT", "report"),
                                    ("CORRECTION", "correction"),
                                    ("WITHDRAWAL", "withdrawal"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="what was sent",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("CONSENT", "consent"),
                                    ("POLICE_DUTY", "duty to report"),
                                    ("STATUTORY", "statutory basis"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="on the basis of",
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
                            "child_objects",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="Known here only: it is not in what was sent.",
                                verbose_name="the child objected",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(editable=False, verbose_name="sent at")),
                        ("payload", config.encryption.EncryptedTextField(editable=False, verbose_name="exact text")),
                        (
                            "payload_hash",
                            models.CharField(
                                editable=False,
                                help_text="Of the exact text: CoMensha sees the same one.",
                                max_length=64,
                                verbose_name="fingerprint (SHA-256)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "message to CoMensha",
                        "verbose_name_plural": "messages to CoMensha",
                        "ordering": ["-sent_at"],
                        "indexes": [models.Index(fields=["-sent_at", "-id"], name="comensha_message_sent")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("version", 1)), name="a_message_to_comensha_never_changes"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", "CONSENT"), ("consent__isnull", False)),
                                    models.Q(models.Q(("basis", "CONSENT"), _negated=True), ("consent", None)),
                                    _connector="OR",
                                ),
                                name="a_message_on_consent_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("payload", ""), _negated=True),
                                name="a_message_to_comensha_has_a_text",
                            ),
                            models.UniqueConstraint(
                                fields=("report", "number"),
                                name="the_messages_of_a_report_have_numbers",
                                violation_error_message="Something else of this report was sent at the same moment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", 1), ("what", "REPORT")),
                                    models.Q(models.Q(("what", "REPORT"), _negated=True), ("number__gt", 1)),
                                    _connector="OR",
                                ),
                                name="the_first_message_is_the_report",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("what", "WITHDRAWAL")),
                                fields=("report",),
                                name="a_report_is_withdrawn_once",
                                violation_error_message="The withdrawal was sent already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConversation",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("ACQUAINTANCE", "Acquaintance talk with Nidos"),
                                    ("IDENTIFICATION", "Identification by AVIM"),
                                    ("REGISTRATION", "Talk with IND"),
                                    ("FOLLOW_UP", "Second talk with Nidos"),
                                    ("EXTRA", "Extra talk"),
                                    ("C1_GIRL", "Talk with the child bride alone"),
                                    ("C2_PARTNER", "Talk with her partner"),
                                ],
                                max_length=20,
                                verbose_name="which conversation",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(blank=True, null=True, verbose_name="planned for")),
                        (
                            "held_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty when it was skipped.",
                                null=True,
                                verbose_name="held on",
                            ),
                        ),
                        (
                            "skip_reason",
                            models.CharField(
                                blank=True,
                                help_text="Only the acquaintance talk may be skipped, with a reason (S004-29).",
                                max_length=500,
                                verbose_name="reason for skipping",
                            ),
                        ),
                        ("aborted_on", models.DateField(blank=True, null=True, verbose_name="broken off on")),
                        (
                            "abort_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="reason for breaking off"),
                        ),
                        ("reopened_on", models.DateField(blank=True, null=True, verbose_name="opened again on")),
                        (
                            "conductor",
                            models.CharField(
                                blank=True,
                                help_text="Who leads the conversation.",
                                max_length=120,
                                verbose_name="held by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True, choices=intake.languages.languages, max_length=8, verbose_name="language"
                            ),
                        ),
                        ("interpreter", models.BooleanField(default=False, verbose_name="with an interpreter")),
                        (
                            "interpreter_booking",
                            models.CharField(
                                choices=[
                                    ("NOT_NEEDED", "not needed"),
                                    ("ASKED", "asked for"),
                                    ("CONFIRMED", "confirmed"),
                                ],
                                default="NOT_NEEDED",
                                max_length=12,
                                verbose_name="interpreter",
                            ),
                        ),
                        (
                            "others_present",
                            config.fields.NamesField(
                                blank=True,
                                default=list,
                                help_text="Who else was in the room, one on a line; not the interpreter or the lawyer. With anybody there the child could not speak freely (EC-64).",
                                verbose_name="others present",
                            ),
                        ),
                        (
                            "purpose_explained",
                            models.BooleanField(
                                default=False, verbose_name="what the conversation is for was explained before"
                            ),
                        ),
                        (
                            "retells_story",
                            models.BooleanField(default=False, verbose_name="the child tells its story in it"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("NO_SIGNAL", "no signal"),
                                    ("SIGNAL", "a signal"),
                                    ("INCOMPLETE", "not finished"),
                                ],
                                default="NO_SIGNAL",
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "explained_nidos_task",
                            models.BooleanField(default=False, verbose_name="Nidos's task was explained"),
                        ),
                        (
                            "explained_procedure",
                            models.BooleanField(
                                default=False, verbose_name="the course of the asylum procedure was explained"
                            ),
                        ),
                        (
                            "note",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only those who may read it see it; stored encrypted.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "correction_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why it is put right only now; without names, because the ledger keeps it.",
                                max_length=100,
                                verbose_name="reason for the correction",
                            ),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical conversation",
                        "verbose_name_plural": "historical conversations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_d4ee75_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Conversation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conversations",
                                to="intake.case",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("ACQUAINTANCE", "Acquaintance talk with Nidos"),
                                    ("IDENTIFICATION", "Identification by AVIM"),
                                    ("REGISTRATION", "Talk with IND"),
                                    ("FOLLOW_UP", "Second talk with Nidos"),
                                    ("EXTRA", "Extra talk"),
                                    ("C1_GIRL", "Talk with the child bride alone"),
                                    ("C2_PARTNER", "Talk with her partner"),
                                ],
                                max_length=20,
                                verbose_name="which conversation",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(blank=True, null=True, verbose_name="planned for")),
                        (
                            "held_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty when it was skipped.",
                                null=True,
                                verbose_name="held on",
                            ),
                        ),
                        (
                            "skip_reason",
                            models.CharField(
                                blank=True,
                                help_text="Only the acquaintance talk may be skipped, with a reason (S004-29).",
                                max_length=500,
                                verbose_name="reason for skipping",
                            ),
                        ),
                        ("aborted_on", models.DateField(blank=True, null=True, verbose_name="broken off on")),
                        (
                            "abort_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="reason for breaking off"),
                        ),
                        ("reopened_on", models.DateField(blank=True, null=True, verbose_name="opened again on")),
                        (
                            "conductor",
                            models.CharField(
                                blank=True,
                                help_text="Who leads the conversation.",
                                max_length=120,
                                verbose_name="held by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True, choices=intake.languages.languages, max_length=8, verbose_name="language"
                            ),
                        ),
                        ("interpreter", models.BooleanField(default=False, verbose_name="with an interpreter")),
                        (
                            "interpreter_booking",
                            models.CharField(
                                choices=[
                                    ("NOT_NEEDED", "not needed"),
                                    ("ASKED", "asked for"),
                                    ("CONFIRMED", "confirmed"),
                                ],
                                default="NOT_NEEDED",
                                max_length=12,
                                verbose_name="interpreter",
                            ),
                        ),
                        (
                            "others_present",
                            config.fields.NamesField(
                                blank=True,
                                default=list,
                                help_text="Who else was in the room, one on a line; not the interpreter or the lawyer. With anybody there the child could not speak freely (EC-64).",
                                verbose_name="others present",
                            ),
                        ),
                        (
                            "purpose_explained",
                            models.BooleanField(
                                default=False, verbose_name="what the conversation is for was explained before"
                            ),
                        ),
                        (
                            "retells_story",
                            models.BooleanField(default=False, verbose_name="the child tells its story in it"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("NO_SIGNAL", "no signal"),
                                    ("SIGNAL", "a signal"),
                                    ("INCOMPLETE", "not finished"),
                                ],
                                default="NO_SIGNAL",
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "explained_nidos_task",
                            models.BooleanField(default=False, verbose_name="Nidos's task was explained"),
                        ),
                        (
                            "explained_procedure",
                            models.BooleanField(
                                default=False, verbose_name="the course of the asylum procedure was explained"
                            ),
                        ),
                        (
                            "note",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only those who may read it see it; stored encrypted.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "correction_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why it is put right only now; without names, because the ledger keeps it.",
                                max_length=100,
                                verbose_name="reason for the correction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "conversation",
                        "verbose_name_plural": "conversations",
                        "ordering": ["held_on", "created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("aborted_on", None),
                                        ("held_on", None),
                                        ("planned_at__isnull", False),
                                        ("skip_reason", ""),
                                    ),
                                    models.Q(("aborted_on", None), ("held_on__isnull", False), ("skip_reason", "")),
                                    models.Q(
                                        models.Q(("skip_reason", ""), _negated=True),
                                        ("aborted_on", None),
                                        ("held_on", None),
                                        ("planned_at", None),
                                    ),
                                    models.Q(
                                        models.Q(("abort_reason", ""), _negated=True),
                                        ("aborted_on__isnull", False),
                                        ("held_on", None),
                                        ("skip_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_conversation_has_one_state",
                                violation_error_message="Say on which day the conversation was held, or why it was skipped (INV-02).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("skip_reason", ""), ("step", "ACQUAINTANCE"), _connector="OR"),
                                name="only_the_acquaintance_is_skipped",
                                violation_error_message="Only the acquaintance talk may be skipped (S004-29).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("step", "FOLLOW_UP"), _negated=True),
                                    ("held_on", None),
                                    models.Q(("explained_nidos_task", True), ("explained_procedure", True)),
                                    _connector="OR",
                                ),
                                name="the_second_talk_explains",
                                violation_error_message="In the second talk Nidos explains its task and the course of the procedure; record both (INV-03).",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("aborted_on", None),
                                    ("reopened_on", None),
                                    ("step__in", ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP")),
                                ),
                                fields=("case", "step"),
                                name="each_of_the_four_talks_once",
                                violation_error_message="This conversation has already been recorded; record a further one as extra.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalHandover",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "note",
                            config.encryption.EncryptedTextField(
                                help_text="What the next one must know; stored encrypted.", verbose_name="note"
                            ),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical handover note",
                        "verbose_name_plural": "historical handover notes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_ec822f_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="intake.case"
                            ),
                        ),
                        (
                            "note",
                            config.encryption.EncryptedTextField(
                                help_text="What the next one must know; stored encrypted.", verbose_name="note"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "handover note",
                        "verbose_name_plural": "handover notes",
                        "ordering": ["-created_at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosures",
                                to="intake.case",
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
                                choices=intake.models.disclosure.given_classes,
                                default=list,
                                verbose_name="what was given",
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
                                help_text="The last day on which the receiver needs it.",
                                verbose_name="may be kept until",
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
                            "correction_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why this changes; without what it is about, because the ledger keeps it.",
                                max_length=100,
                                verbose_name="reason for the correction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "disclosure",
                        "verbose_name_plural": "disclosures",
                        "ordering": ["-given_on", "-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on", None), ("version", 1)),
                                    models.Q(("corrects__isnull", False), ("version", 1)),
                                    models.Q(("ended_on__isnull", False), ("version", 2)),
                                    _connector="OR",
                                ),
                                name="a_disclosure_changes_only_by_its_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", False), ("organisation_name", "")),
                                    models.Q(
                                        ("organisation", None), models.Q(("organisation_name", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_disclosure_names_one_organisation",
                                violation_error_message="Name one organisation: choose it, or write its name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("recipient", ""), _negated=True),
                                name="a_disclosure_names_who_received_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("basis", "CONSENT"),
                                        ("consent__isnull", False),
                                        ("organisation__isnull", False),
                                    ),
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
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gte", models.F("given_on"))),
                                name="a_disclosure_expires_after_it_was_given",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_on", None)),
                                    models.Q(
                                        ("ended_on__gte", models.F("given_on")),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_disclosure_ends_after_it_was_given_and_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects", None),
                                    models.Q(("correction_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_correction_of_a_disclosure_has_a_reason",
                            ),
                        ],
                        "indexes": [],
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_76ac52_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
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
                    ],
                    options={
                        "verbose_name": "scanned document",
                        "verbose_name_plural": "scanned documents",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "sha256"),
                                name="a_scan_stands_once_in_a_case",
                                violation_error_message="This scan is in the case already.",
                            ),
                            models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="a_scan_is_not_empty"),
                        ],
                        "indexes": [],
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
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPossibleDuplicate",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "score",
                            models.PositiveSmallIntegerField(help_text="Of a hundred.", verbose_name="how alike"),
                        ),
                        (
                            "reasons",
                            config.fields.ChoiceListField(
                                choices=[
                                    ("V_NUMBER", "the same V-number"),
                                    ("NAME", "the same name"),
                                    ("SPELLING", "the name in another spelling or script"),
                                    ("SWAPPED", "given name and family name swapped"),
                                    ("ALIAS", "one of the other names"),
                                    ("BIRTH_DATE", "the same birth date"),
                                    ("NEAR_DATE", "nearly the same birth date"),
                                ],
                                default=list,
                                verbose_name="because of",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("OPEN", "not yet looked at"),
                                    ("SAME", "the same child"),
                                    ("DIFFERENT", "two children"),
                                ],
                                default="OPEN",
                                editable=False,
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        ("verdict_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
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
                            "other_case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
                                verbose_name="other case",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical possible duplicate",
                        "verbose_name_plural": "historical possible duplicates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_4dc00a_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PossibleDuplicate",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="possible_duplicates",
                                to="intake.case",
                            ),
                        ),
                        (
                            "other_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="intake.case",
                                verbose_name="other case",
                            ),
                        ),
                        (
                            "score",
                            models.PositiveSmallIntegerField(help_text="Of a hundred.", verbose_name="how alike"),
                        ),
                        (
                            "reasons",
                            config.fields.ChoiceListField(
                                choices=[
                                    ("V_NUMBER", "the same V-number"),
                                    ("NAME", "the same name"),
                                    ("SPELLING", "the name in another spelling or script"),
                                    ("SWAPPED", "given name and family name swapped"),
                                    ("ALIAS", "one of the other names"),
                                    ("BIRTH_DATE", "the same birth date"),
                                    ("NEAR_DATE", "nearly the same birth date"),
                                ],
                                default=list,
                                verbose_name="because of",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("OPEN", "not yet looked at"),
                                    ("SAME", "the same child"),
                                    ("DIFFERENT", "two children"),
                                ],
                                default="OPEN",
                                editable=False,
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        ("verdict_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                    ],
                    options={
                        "verbose_name": "possible duplicate",
                        "verbose_name_plural": "possible duplicates",
                        "ordering": ["-score"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "other_case"), name="one_row_per_pair"),
                            models.CheckConstraint(
                                condition=models.Q(("other_case", models.F("case")), _negated=True),
                                name="no_case_is_its_own_duplicate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "OPEN"),
                                    models.Q(("verdict_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_verdict_has_a_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="NameKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="name_keys", to="intake.case"
                            ),
                        ),
                        (
                            "key",
                            models.BigIntegerField(help_text="A number that stands for how part of the name sounds."),
                        ),
                    ],
                    options={
                        "verbose_name": "key of a name",
                        "verbose_name_plural": "keys of names",
                        "indexes": [models.Index(fields=["key", "case"], name="name_key_case")],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCaseMerge",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("requested_user_id", models.CharField(blank=True, editable=False, max_length=80)),
                        ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved at")),
                        ("approved_by", models.UUIDField(editable=False, null=True)),
                        ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="undone at")),
                        (
                            "undo_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reason for undoing"),
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
                                verbose_name="the case that is closed",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
                                verbose_name="the case that goes on",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical joining of two cases",
                        "verbose_name_plural": "historical joinings of cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_f0dead_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CaseMerge",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="intake.case",
                                verbose_name="the case that is closed",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="intake.case",
                                verbose_name="the case that goes on",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("requested_user_id", models.CharField(blank=True, editable=False, max_length=80)),
                        ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved at")),
                        ("approved_by", models.UUIDField(editable=False, null=True)),
                        ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="undone at")),
                        (
                            "undo_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reason for undoing"),
                        ),
                    ],
                    options={
                        "verbose_name": "joining of two cases",
                        "verbose_name_plural": "joinings of cases",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("case",),
                                name="a_case_goes_on_in_one_other",
                                violation_error_message="This case has already been joined with another.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("into", models.F("case")), _negated=True),
                                name="no_case_joins_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at", None), models.Q(("undo_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="undoing_has_a_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEmergencyAccess",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("role", models.CharField(max_length=60, verbose_name="role")),
                        ("until", models.DateTimeField(verbose_name="until")),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                help_text="What the danger is, and why it cannot wait. Who reviews it reads this.",
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("JUSTIFIED", "justified"), ("NOT_JUSTIFIED", "not justified")],
                                max_length=14,
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "review_words",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Why; stored encrypted.", verbose_name="in words"
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                        ("reviewed_by", models.UUIDField(editable=False, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who opened it",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical emergency access",
                        "verbose_name_plural": "historical emergency accesses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_889707_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="EmergencyAccess",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="emergency_accesses",
                                to="intake.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who opened it",
                            ),
                        ),
                        ("role", models.CharField(max_length=60, verbose_name="role")),
                        ("until", models.DateTimeField(verbose_name="until")),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                help_text="What the danger is, and why it cannot wait. Who reviews it reads this.",
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("JUSTIFIED", "justified"), ("NOT_JUSTIFIED", "not justified")],
                                max_length=14,
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "review_words",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Why; stored encrypted.", verbose_name="in words"
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                        ("reviewed_by", models.UUIDField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "emergency access",
                        "verbose_name_plural": "emergency accesses",
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reviewed_at", None)),
                                fields=["created_at"],
                                name="emergency_access_unreviewed",
                            )
                        ],
                        "constraints": [
                            config.constraints.NoOverlap(
                                expressions=[
                                    ("case", "="),
                                    ("person", "="),
                                    (config.constraints.Period("created_at", "until"), "&&"),
                                ],
                                name="an_emergency_access_is_never_lengthened",
                                violation_error_message="You opened this case already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("created_at"))),
                                name="an_emergency_access_has_an_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reviewed_by", models.F("person")), _negated=True),
                                name="nobody_reviews_their_own_emergency",
                                violation_error_message="Somebody else reviews it: nobody reviews their own emergency.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at", None), ("reviewed_by", None), ("verdict", "")),
                                    models.Q(
                                        models.Q(("verdict", ""), _negated=True),
                                        models.Q(("review_words", ""), _negated=True),
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_review_has_a_verdict_and_words_of_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRelation",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("SIBLING", "brother or sister"),
                                    ("OWN_CHILD", "own child"),
                                    ("PARTNER", "partner"),
                                    ("RELATIVE", "relative"),
                                    ("TRAVEL_COMPANION", "travel companion"),
                                ],
                                max_length=20,
                                verbose_name="what",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                        ("travelled_along", models.BooleanField(default=False, verbose_name="came along")),
                        ("married", models.BooleanField(default=False, verbose_name="says to be married")),
                        ("linked", models.BooleanField(default=False, editable=False, verbose_name="in another case")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("CLAIMED", "as told, not verified"),
                                    ("CONFIRMED", "confirmed"),
                                    ("DOUBTED", "doubted"),
                                ],
                                default="CLAIMED",
                                max_length=12,
                                verbose_name="how sure",
                            ),
                        ),
                        (
                            "unsafe",
                            models.BooleanField(
                                default=False,
                                help_text="A danger to the child, as a suspected recruiter: the link is hidden, they are never put together.",
                                verbose_name="keep apart",
                            ),
                        ),
                        ("unsafe_reason", models.CharField(blank=True, max_length=300, verbose_name="why apart")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                        ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why ended")),
                        (
                            "withdrawn",
                            models.BooleanField(
                                default=False, editable=False, help_text="Kept for the ledger only (EC-44)."
                            ),
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
                            "other_case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
                                verbose_name="in case",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical relation",
                        "verbose_name_plural": "historical family and companions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_7cbb5d_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Relation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="relations", to="intake.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("SIBLING", "brother or sister"),
                                    ("OWN_CHILD", "own child"),
                                    ("PARTNER", "partner"),
                                    ("RELATIVE", "relative"),
                                    ("TRAVEL_COMPANION", "travel companion"),
                                ],
                                max_length=20,
                                verbose_name="what",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                        (
                            "other_case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="intake.case",
                                verbose_name="in case",
                            ),
                        ),
                        ("travelled_along", models.BooleanField(default=False, verbose_name="came along")),
                        ("married", models.BooleanField(default=False, verbose_name="says to be married")),
                        ("linked", models.BooleanField(default=False, editable=False, verbose_name="in another case")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("CLAIMED", "as told, not verified"),
                                    ("CONFIRMED", "confirmed"),
                                    ("DOUBTED", "doubted"),
                                ],
                                default="CLAIMED",
                                max_length=12,
                                verbose_name="how sure",
                            ),
                        ),
                        (
                            "unsafe",
                            models.BooleanField(
                                default=False,
                                help_text="A danger to the child, as a suspected recruiter: the link is hidden, they are never put together.",
                                verbose_name="keep apart",
                            ),
                        ),
                        ("unsafe_reason", models.CharField(blank=True, max_length=300, verbose_name="why apart")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                        ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why ended")),
                        (
                            "withdrawn",
                            models.BooleanField(
                                default=False, editable=False, help_text="Kept for the ledger only (EC-44)."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relation",
                        "verbose_name_plural": "family and companions",
                        "ordering": ["created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other_case", None),
                                    models.Q(("other_case", models.F("case")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_is_related_to_themselves",
                                violation_error_message="A child is no relative of itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("linked", False), ("other_case", None)),
                                    models.Q(
                                        ("birth_date", None),
                                        ("linked", True),
                                        ("name", ""),
                                        ("other_case__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="who_is_linked_stands_in_the_other_case",
                                violation_error_message="Name and birth date of somebody with a case stand in that case.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unsafe", False), models.Q(("unsafe_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="keeping_apart_has_a_reason",
                                violation_error_message="Say why the two must be kept apart.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None), ("other_case__isnull", False)),
                                fields=("case", "other_case"),
                                name="one_link_between_two_cases",
                                violation_error_message="These two cases are linked already.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalContactPerson",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "who",
                            models.CharField(
                                blank=True,
                                help_text="As the child says it.",
                                max_length=120,
                                verbose_name="who this is",
                            ),
                        ),
                        (
                            "reach",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="how to reach"
                            ),
                        ),
                        (
                            "safety",
                            models.CharField(
                                choices=[
                                    ("UNKNOWN", "not assessed: do not call"),
                                    ("SAFE", "safe"),
                                    ("UNSAFE", "not safe: do not call"),
                                ],
                                default="UNKNOWN",
                                max_length=8,
                                verbose_name="safety",
                            ),
                        ),
                        ("safety_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed on")),
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
                            "relation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.relation",
                                verbose_name="relation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical contact person",
                        "verbose_name_plural": "historical contact persons",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_0df3e9_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ContactPerson",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_persons",
                                to="intake.case",
                            ),
                        ),
                        (
                            "relation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="intake.relation",
                                verbose_name="relation",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "who",
                            models.CharField(
                                blank=True,
                                help_text="As the child says it.",
                                max_length=120,
                                verbose_name="who this is",
                            ),
                        ),
                        (
                            "reach",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="how to reach"
                            ),
                        ),
                        (
                            "safety",
                            models.CharField(
                                choices=[
                                    ("UNKNOWN", "not assessed: do not call"),
                                    ("SAFE", "safe"),
                                    ("UNSAFE", "not safe: do not call"),
                                ],
                                default="UNKNOWN",
                                max_length=8,
                                verbose_name="safety",
                            ),
                        ),
                        ("safety_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed on")),
                    ],
                    options={
                        "verbose_name": "contact person",
                        "verbose_name_plural": "contact persons",
                        "ordering": ["created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("safety", "UNKNOWN"),
                                    models.Q(
                                        models.Q(("safety_reason", ""), _negated=True), ("assessed_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="safety_is_assessed_with_a_reason",
                                violation_error_message="Say why.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalIdentification",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "v_number",
                            models.CharField(
                                max_length=10,
                                validators=[
                                    django.core.validators.RegexValidator("^[0-9]{10}$", "A V-number has ten digits.")
                                ],
                                verbose_name="V-number",
                            ),
                        ),
                        (
                            "fingerprints_taken",
                            models.BooleanField(default=False, verbose_name="fingerprints were taken"),
                        ),
                        ("photo_taken", models.BooleanField(default=False, verbose_name="a photo was taken")),
                        (
                            "application_signed_on",
                            models.DateField(blank=True, null=True, verbose_name="asylum application signed on"),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical identification",
                        "verbose_name_plural": "historical identifications",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_d3ac00_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Identification",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identification",
                                to="intake.case",
                            ),
                        ),
                        (
                            "v_number",
                            models.CharField(
                                max_length=10,
                                validators=[
                                    django.core.validators.RegexValidator("^[0-9]{10}$", "A V-number has ten digits.")
                                ],
                                verbose_name="V-number",
                            ),
                        ),
                        (
                            "fingerprints_taken",
                            models.BooleanField(default=False, verbose_name="fingerprints were taken"),
                        ),
                        ("photo_taken", models.BooleanField(default=False, verbose_name="a photo was taken")),
                        (
                            "application_signed_on",
                            models.DateField(blank=True, null=True, verbose_name="asylum application signed on"),
                        ),
                    ],
                    options={
                        "verbose_name": "identification",
                        "verbose_name_plural": "identifications",
                        "indexes": [],
                        "constraints": [],
                    },
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
                                choices=intake.models.no_report.reasons,
                                max_length=24,
                                verbose_name="why no report is made",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="decided on")),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_4490cd_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="NoReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="no_reports",
                                to="intake.case",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=intake.models.no_report.reasons,
                                max_length=24,
                                verbose_name="why no report is made",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="decided on")),
                    ],
                    options={
                        "verbose_name": "reason for no report",
                        "verbose_name_plural": "reasons for no report",
                        "ordering": ["-decided_on", "-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("version", 1)), name="a_reason_for_no_report_never_changes"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalScreening",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("instrument", models.CharField(editable=False, max_length=20, verbose_name="instrument")),
                        (
                            "instrument_version",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="version of the instrument"),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("ACQUAINTANCE", "Acquaintance talk with Nidos"),
                                    ("IDENTIFICATION", "Identification by AVIM"),
                                    ("REGISTRATION", "Talk with IND"),
                                    ("FOLLOW_UP", "Second talk with Nidos"),
                                    ("EXTRA", "Extra talk"),
                                    ("LATER", "later or elsewhere"),
                                ],
                                default="LATER",
                                max_length=20,
                                verbose_name="in which conversation",
                            ),
                        ),
                        ("screened_on", models.DateField(verbose_name="screened on")),
                        (
                            "answers",
                            config.encryption.EncryptedTextField(
                                editable=False,
                                help_text="As JSON, by question; stored encrypted.",
                                verbose_name="answers",
                            ),
                        ),
                        (
                            "indicators",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=intake.indicators.indicator_choices,
                                default=list,
                                editable=False,
                                help_text="What the answers point at. It proves nothing and decides nothing.",
                                verbose_name="computed indicators",
                            ),
                        ),
                        (
                            "reported_concern",
                            models.CharField(
                                choices=[
                                    ("NONE", "no concern"),
                                    ("SOME", "some concern"),
                                    ("SERIOUS", "serious concern"),
                                ],
                                help_text="What you make of it yourself; it may differ from what the answers point at.",
                                max_length=8,
                                verbose_name="own impression",
                            ),
                        ),
                        (
                            "remarks",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="remarks"
                            ),
                        ),
                        ("caveat_shown_at", models.DateTimeField(editable=False, verbose_name="caveat shown at")),
                        (
                            "correction_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why it is put right only now; without names, because the ledger keeps it.",
                                max_length=100,
                                verbose_name="reason for the correction",
                            ),
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical screening",
                        "verbose_name_plural": "historical screenings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_8ae7e7_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Screening",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="screenings",
                                to="intake.case",
                            ),
                        ),
                        ("instrument", models.CharField(editable=False, max_length=20, verbose_name="instrument")),
                        (
                            "instrument_version",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="version of the instrument"),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("ACQUAINTANCE", "Acquaintance talk with Nidos"),
                                    ("IDENTIFICATION", "Identification by AVIM"),
                                    ("REGISTRATION", "Talk with IND"),
                                    ("FOLLOW_UP", "Second talk with Nidos"),
                                    ("EXTRA", "Extra talk"),
                                    ("LATER", "later or elsewhere"),
                                ],
                                default="LATER",
                                max_length=20,
                                verbose_name="in which conversation",
                            ),
                        ),
                        ("screened_on", models.DateField(verbose_name="screened on")),
                        (
                            "answers",
                            config.encryption.EncryptedTextField(
                                editable=False,
                                help_text="As JSON, by question; stored encrypted.",
                                verbose_name="answers",
                            ),
                        ),
                        (
                            "indicators",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=intake.indicators.indicator_choices,
                                default=list,
                                editable=False,
                                help_text="What the answers point at. It proves nothing and decides nothing.",
                                verbose_name="computed indicators",
                            ),
                        ),
                        (
                            "reported_concern",
                            models.CharField(
                                choices=[
                                    ("NONE", "no concern"),
                                    ("SOME", "some concern"),
                                    ("SERIOUS", "serious concern"),
                                ],
                                help_text="What you make of it yourself; it may differ from what the answers point at.",
                                max_length=8,
                                verbose_name="own impression",
                            ),
                        ),
                        (
                            "remarks",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="remarks"
                            ),
                        ),
                        ("caveat_shown_at", models.DateTimeField(editable=False, verbose_name="caveat shown at")),
                        (
                            "correction_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why it is put right only now; without names, because the ledger keeps it.",
                                max_length=100,
                                verbose_name="reason for the correction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "screening",
                        "verbose_name_plural": "screenings",
                        "ordering": ["-screened_on", "-created_at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSignal",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "data_key",
                            models.UUIDField(
                                editable=False, help_text="The child's key; its own while it fits no case."
                            ),
                        ),
                        (
                            "kinds",
                            config.fields.ChoiceListField(
                                choices=[
                                    ("TRAFFICKING", "human trafficking"),
                                    ("FORCED_MARRIAGE", "forced marriage"),
                                    ("HONOUR_VIOLENCE", "honour violence"),
                                    ("SEXUAL_VIOLENCE", "sexual violence"),
                                    ("ABUSE", "abuse"),
                                    ("SMUGGLING_DEBT", "debt to a smuggler"),
                                    ("DISAPPEARANCE_RISK", "risk of disappearing"),
                                ],
                                default=list,
                                verbose_name="about",
                            ),
                        ),
                        (
                            "exploitation_forms",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=[
                                    ("SEXUAL", "sexual"),
                                    ("LABOUR", "labour"),
                                    ("CRIMINAL", "criminal"),
                                    ("BEGGING", "begging"),
                                    ("DOMESTIC_SERVITUDE", "domestic servitude"),
                                    ("FORCED_MARRIAGE", "forced marriage"),
                                    ("ORGAN", "organ removal"),
                                    ("OTHER", "other"),
                                    ("UNKNOWN", "unknown"),
                                ],
                                default=list,
                                verbose_name="form of exploitation",
                            ),
                        ),
                        (
                            "place_phase",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ORIGIN", "in the country of origin"),
                                    ("EN_ROUTE", "on the way"),
                                    ("NETHERLANDS", "in the Netherlands"),
                                    ("FEARED", "feared, not yet happened"),
                                ],
                                max_length=12,
                                verbose_name="when and where it happened",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="A country, a city or a kind of place; never an address.",
                                max_length=120,
                                verbose_name="place",
                            ),
                        ),
                        (
                            "indicators",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=intake.indicators.indicator_choices,
                                default=list,
                                verbose_name="indicators",
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[("SLIGHT", "slight"), ("REASONABLE", "reasonable"), ("STRONG", "strong")],
                                default="SLIGHT",
                                max_length=12,
                                verbose_name="how certain",
                            ),
                        ),
                        (
                            "source_step",
                            models.CharField(
                                choices=[
                                    ("ACQUAINTANCE", "Acquaintance talk with Nidos"),
                                    ("IDENTIFICATION", "Identification by AVIM"),
                                    ("REGISTRATION", "Talk with IND"),
                                    ("FOLLOW_UP", "Second talk with Nidos"),
                                    ("EXTRA", "Extra talk"),
                                    ("LATER", "later or elsewhere"),
                                ],
                                default="LATER",
                                max_length=20,
                                verbose_name="came up in",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="One sentence that the other organisations may read. No names, no addresses.",
                                max_length=300,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "detail",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What only some roles may read; stored encrypted.",
                                verbose_name="detail",
                            ),
                        ),
                        (
                            "names_child",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                editable=False,
                                help_text="How a reporter from outside named the child.",
                                verbose_name="the child as the reporter named it",
                            ),
                        ),
                        ("raised_at", models.DateTimeField(editable=False, verbose_name="raised at")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("SHARED", "shared, not yet assessed"),
                                    ("LEADS_TO_INDICATION", "leads to an indication"),
                                    ("MONITOR", "kept under watch"),
                                    ("NOT_SUBSTANTIATED", "not substantiated"),
                                    ("MERGED_INTO", "merged into another signal"),
                                    ("WRONG_CHILD", "about another child"),
                                ],
                                default="SHARED",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
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
                            "linked_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.signal",
                                verbose_name="linked to",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.signal",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.signal",
                                verbose_name="replaced by",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical signal",
                        "verbose_name_plural": "historical signals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_c2996c_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ConsentStatement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consent_statements",
                                to="intake.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="intake.consent",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                choices=[
                                    ("AGREES", "agrees"),
                                    ("OBJECTS", "objects"),
                                    ("NO_OPINION", "has no opinion"),
                                    ("SIGNS", "gives consent"),
                                    ("REFUSES", "refuses consent"),
                                    ("WITHDRAWS", "withdraws consent"),
                                    ("CONFIRMS", "looked at the objection of the child"),
                                ],
                                max_length=12,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("CHILD", "the child itself"),
                                    ("GUARDIAN", "the guardian"),
                                    ("PARENT", "a parent"),
                                    ("SECOND_PERSON", "a second person"),
                                ],
                                max_length=14,
                                verbose_name="who",
                            ),
                        ),
                        ("said_on", models.DateField(verbose_name="on")),
                        (
                            "evidence",
                            models.CharField(
                                choices=[("FORM", "a signed form"), ("TESTIMONY", "the word of a worker")],
                                default="TESTIMONY",
                                help_text="Consent is given with a signed form; the word of a worker says only that somebody agreed.",
                                max_length=10,
                                verbose_name="by what it is known",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="The signed paper, added to the case first: without it a signed form proves nothing.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="intake.document",
                                verbose_name="the scan of it",
                            ),
                        ),
                        ("signer", models.CharField(blank=True, max_length=120, verbose_name="name of who signs")),
                        (
                            "words",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What was said, or why it is signed although the child objects; stored encrypted.",
                                verbose_name="in words",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="intake.consentstatement",
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
                        ("seal", models.CharField(editable=False, max_length=64, verbose_name="seal")),
                        ("recorded_user_id", models.CharField(blank=True, default="", editable=False, max_length=80)),
                    ],
                    options={
                        "verbose_name": "answer to a consent",
                        "verbose_name_plural": "answers to a consent",
                        "ordering": ["created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("version", 1)), name="an_answer_to_a_consent_never_changes"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("capacity", "SECOND_PERSON"), ("says", "CONFIRMS")),
                                    models.Q(
                                        models.Q(("says", "CONFIRMS"), _negated=True),
                                        models.Q(("capacity", "SECOND_PERSON"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_a_second_person_confirms",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("says__in", ["AGREES", "NO_OPINION"]), _negated=True),
                                    ("capacity", "CHILD"),
                                    _connector="OR",
                                ),
                                name="a_view_is_the_childs_own",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects", None),
                                    models.Q(("correction_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_correction_of_an_answer_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evidence", "FORM"), ("says", "SIGNS"), _negated=True),
                                    ("document__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_signed_form_has_its_scan",
                                violation_error_message="Add the scan of the signed form first, and choose it here.",
                            ),
                        ],
                        "indexes": [],
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
                                choices=intake.models.disclosure.given_classes,
                                default=list,
                                verbose_name="what was given",
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
                                help_text="The last day on which the receiver needs it.",
                                verbose_name="may be kept until",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
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
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical disclosure",
                        "verbose_name_plural": "historical disclosures",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_3d4ccb_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsentStatement",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "says",
                            models.CharField(
                                choices=[
                                    ("AGREES", "agrees"),
                                    ("OBJECTS", "objects"),
                                    ("NO_OPINION", "has no opinion"),
                                    ("SIGNS", "gives consent"),
                                    ("REFUSES", "refuses consent"),
                                    ("WITHDRAWS", "withdraws consent"),
                                    ("CONFIRMS", "looked at the objection of the child"),
                                ],
                                max_length=12,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("CHILD", "the child itself"),
                                    ("GUARDIAN", "the guardian"),
                                    ("PARENT", "a parent"),
                                    ("SECOND_PERSON", "a second person"),
                                ],
                                max_length=14,
                                verbose_name="who",
                            ),
                        ),
                        ("said_on", models.DateField(verbose_name="on")),
                        (
                            "evidence",
                            models.CharField(
                                choices=[("FORM", "a signed form"), ("TESTIMONY", "the word of a worker")],
                                default="TESTIMONY",
                                help_text="Consent is given with a signed form; the word of a worker says only that somebody agreed.",
                                max_length=10,
                                verbose_name="by what it is known",
                            ),
                        ),
                        ("signer", models.CharField(blank=True, max_length=120, verbose_name="name of who signs")),
                        (
                            "words",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What was said, or why it is signed although the child objects; stored encrypted.",
                                verbose_name="in words",
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
                        ("seal", models.CharField(editable=False, max_length=64, verbose_name="seal")),
                        ("recorded_user_id", models.CharField(blank=True, default="", editable=False, max_length=80)),
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.consent",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
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
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.consentstatement",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        "verbose_name": "historical answer to a consent",
                        "verbose_name_plural": "historical answers to a consent",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="intake_hist_history_fbe00f_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
