import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import config.create_models
import intake.languages
import residence.models.information


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("intake", "0001_initial"),
        ("partners", "0002_what_happens_between_partners"),
        ("partners", "__first__"),
    ]

    operations = [
        config.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="HistoricalGuardianship",
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
                                choices=[("TEMPORARY", "temporary guardianship"), ("FULL", "full guardianship")],
                                default="TEMPORARY",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "requested_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="requested on"
                            ),
                        ),
                        (
                            "replaced_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="replaced on"),
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
                            "guardian",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="guardian",
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
                        "verbose_name": "historical guardianship",
                        "verbose_name_plural": "historical guardianships",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="residence_h_history_c4ac7a_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Guardianship",
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
                                related_name="guardianships",
                                to="intake.case",
                            ),
                        ),
                        (
                            "guardian",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="guardian",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("TEMPORARY", "temporary guardianship"), ("FULL", "full guardianship")],
                                default="TEMPORARY",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "requested_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="requested on"
                            ),
                        ),
                        (
                            "replaced_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="replaced on"),
                        ),
                    ],
                    options={
                        "verbose_name": "guardianship",
                        "verbose_name_plural": "guardianships",
                        "ordering": ["-requested_on", "-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_on", None)),
                                fields=("case",),
                                name="one_guardian_at_a_time",
                                violation_error_message="This child already has a guardian; a new request replaces the old.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalHearing",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "type",
                            models.CharField(
                                choices=[("FIRST", "first hearing"), ("FURTHER", "further hearing")],
                                default="FIRST",
                                max_length=10,
                                verbose_name="type",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="planned on")),
                        ("held_on", models.DateField(blank=True, editable=False, null=True, verbose_name="held on")),
                        (
                            "replaced_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                help_text="The day it was planned anew.",
                                null=True,
                                verbose_name="replaced on",
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
                        "verbose_name": "historical hearing",
                        "verbose_name_plural": "historical hearings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="residence_h_history_c4df85_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Hearing",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="intake.case"
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[("FIRST", "first hearing"), ("FURTHER", "further hearing")],
                                default="FIRST",
                                max_length=10,
                                verbose_name="type",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="planned on")),
                        ("held_on", models.DateField(blank=True, editable=False, null=True, verbose_name="held on")),
                        (
                            "replaced_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                help_text="The day it was planned anew.",
                                null=True,
                                verbose_name="replaced on",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hearing",
                        "verbose_name_plural": "hearings",
                        "ordering": ["-planned_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("held_on", None), ("replaced_on", None), ("type", "FIRST")),
                                fields=("case",),
                                name="one_first_hearing_is_planned",
                                violation_error_message="A first hearing is already planned; a new plan replaces it.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalHearingDeviation",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "requested_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CHILD", "the child"),
                                    ("LAWYER", "the lawyer"),
                                    ("GUARDIAN", "the guardian"),
                                    ("IND", "IND"),
                                    ("OTHER", "somebody else"),
                                ],
                                help_text="Only the child's own wish counts.",
                                max_length=10,
                                verbose_name="requested by",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                        (
                            "guardian_agrees",
                            models.BooleanField(
                                blank=True,
                                help_text="Falls away from the eighteenth birthday.",
                                null=True,
                                verbose_name="the guardian agrees",
                            ),
                        ),
                        ("ind_agrees", models.BooleanField(blank=True, null=True, verbose_name="IND agrees")),
                        (
                            "lawyer_consulted",
                            models.BooleanField(blank=True, null=True, verbose_name="the lawyer was consulted"),
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
                            "hearing",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="residence.hearing",
                                verbose_name="hearing",
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
                        "verbose_name": "historical deviation from the wait",
                        "verbose_name_plural": "historical deviations from the wait",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="residence_h_history_bce013_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HearingDeviation",
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
                                related_name="hearing_deviations",
                                to="intake.case",
                            ),
                        ),
                        (
                            "hearing",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deviation",
                                to="residence.hearing",
                                verbose_name="hearing",
                            ),
                        ),
                        (
                            "requested_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CHILD", "the child"),
                                    ("LAWYER", "the lawyer"),
                                    ("GUARDIAN", "the guardian"),
                                    ("IND", "IND"),
                                    ("OTHER", "somebody else"),
                                ],
                                help_text="Only the child's own wish counts.",
                                max_length=10,
                                verbose_name="requested by",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                        (
                            "guardian_agrees",
                            models.BooleanField(
                                blank=True,
                                help_text="Falls away from the eighteenth birthday.",
                                null=True,
                                verbose_name="the guardian agrees",
                            ),
                        ),
                        ("ind_agrees", models.BooleanField(blank=True, null=True, verbose_name="IND agrees")),
                        (
                            "lawyer_consulted",
                            models.BooleanField(blank=True, null=True, verbose_name="the lawyer was consulted"),
                        ),
                    ],
                    options={
                        "verbose_name": "deviation from the wait",
                        "verbose_name_plural": "deviations from the wait",
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInformationGiven",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "topic",
                            models.CharField(
                                choices=residence.models.information.topics,
                                max_length=20,
                                verbose_name="what was explained",
                            ),
                        ),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("CHILD", "the child"),
                                    ("PARTNER", "the partner"),
                                    ("RELATIVE", "a relative"),
                                ],
                                default="CHILD",
                                max_length=10,
                                verbose_name="explained to",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.languages.languages, max_length=8, verbose_name="language"
                            ),
                        ),
                        ("interpreter", models.BooleanField(default=False, verbose_name="with an interpreter")),
                        (
                            "given_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="explained on"
                            ),
                        ),
                        (
                            "understood",
                            models.CharField(
                                choices=[
                                    ("YES", "yes"),
                                    ("PARTLY", "partly: explain it again"),
                                    ("NO", "no: explain it again"),
                                ],
                                help_text="Let the other say it in their own words before you answer this.",
                                max_length=8,
                                verbose_name="understood",
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
                        "verbose_name": "historical information given",
                        "verbose_name_plural": "historical information given",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="residence_h_history_d2aad9_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="InformationGiven",
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
                                related_name="information",
                                to="intake.case",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=residence.models.information.topics,
                                max_length=20,
                                verbose_name="what was explained",
                            ),
                        ),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("CHILD", "the child"),
                                    ("PARTNER", "the partner"),
                                    ("RELATIVE", "a relative"),
                                ],
                                default="CHILD",
                                max_length=10,
                                verbose_name="explained to",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=intake.languages.languages, max_length=8, verbose_name="language"
                            ),
                        ),
                        ("interpreter", models.BooleanField(default=False, verbose_name="with an interpreter")),
                        (
                            "given_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="explained on"
                            ),
                        ),
                        (
                            "understood",
                            models.CharField(
                                choices=[
                                    ("YES", "yes"),
                                    ("PARTLY", "partly: explain it again"),
                                    ("NO", "no: explain it again"),
                                ],
                                help_text="Let the other say it in their own words before you answer this.",
                                max_length=8,
                                verbose_name="understood",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "information given",
                        "verbose_name_plural": "information given",
                        "ordering": ["-given_on", "-created_at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLawyer",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Of a lawyer who does not work with Beschut: name and office.",
                                max_length=120,
                                verbose_name="name of another lawyer",
                            ),
                        ),
                        (
                            "bar_number",
                            models.CharField(
                                blank=True,
                                help_text="As in the register of the bar, where it is known.",
                                max_length=20,
                                verbose_name="bar number",
                            ),
                        ),
                        (
                            "since",
                            models.DateField(blank=True, help_text="Leave empty for today.", verbose_name="since"),
                        ),
                        (
                            "talked_on",
                            models.DateField(
                                blank=True,
                                help_text="When child and lawyer first talked; leave empty for today.",
                                null=True,
                                verbose_name="first talk on",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="until")),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="reason for the end"),
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
                            "lawyer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="A lawyer who works with Beschut sees the case at once; of another one give the name below.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lawyer",
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
                        "verbose_name": "historical lawyer",
                        "verbose_name_plural": "historical lawyers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="residence_h_history_15a5e3_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Lawyer",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="lawyers", to="intake.case"
                            ),
                        ),
                        (
                            "lawyer",
                            models.ForeignKey(
                                blank=True,
                                help_text="A lawyer who works with Beschut sees the case at once; of another one give the name below.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lawyer",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Of a lawyer who does not work with Beschut: name and office.",
                                max_length=120,
                                verbose_name="name of another lawyer",
                            ),
                        ),
                        (
                            "bar_number",
                            models.CharField(
                                blank=True,
                                help_text="As in the register of the bar, where it is known.",
                                max_length=20,
                                verbose_name="bar number",
                            ),
                        ),
                        (
                            "since",
                            models.DateField(blank=True, help_text="Leave empty for today.", verbose_name="since"),
                        ),
                        (
                            "talked_on",
                            models.DateField(
                                blank=True,
                                help_text="When child and lawyer first talked; leave empty for today.",
                                null=True,
                                verbose_name="first talk on",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="until")),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="reason for the end"),
                        ),
                    ],
                    options={
                        "verbose_name": "lawyer",
                        "verbose_name_plural": "lawyers",
                        "ordering": ["-since", "-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("case",),
                                name="one_lawyer_at_a_time",
                                violation_error_message="This child already has a lawyer; a new one takes over.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lawyer__isnull", False), ("name", "")),
                                    models.Q(("lawyer", None), models.Q(("name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="a_lawyer_is_named_once",
                                violation_error_message="Choose the lawyer, or give the name of another one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("talked_on", None), ("talked_on__gte", models.F("since")), _connector="OR"
                                    ),
                                    models.Q(
                                        ("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"
                                    ),
                                ),
                                name="a_lawyer_talks_and_ends_after_the_beginning",
                                violation_error_message="A lawyer talks with the child, and ends, after the day it began.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
