import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0002_what_happens_between_partners"),
        ("intake", "0001_initial"),
        ("partners", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="intake.case"
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
            },
        ),
        migrations.CreateModel(
            name="HearingDeviation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
            ],
            options={
                "verbose_name": "deviation from the wait",
                "verbose_name_plural": "deviations from the wait",
            },
        ),
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
                    models.DateField(blank=True, help_text="Leave empty for today.", verbose_name="requested on"),
                ),
                ("replaced_on", models.DateField(blank=True, editable=False, null=True, verbose_name="replaced on")),
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
                "indexes": [models.Index(fields=["history_date", "id"], name="residence_h_history_c4ac7a_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                "verbose_name": "historical hearing",
                "verbose_name_plural": "historical hearings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="residence_h_history_c4df85_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                "indexes": [models.Index(fields=["history_date", "id"], name="residence_h_history_bce013_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Guardianship",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                    models.DateField(blank=True, help_text="Leave empty for today.", verbose_name="requested on"),
                ),
                ("replaced_on", models.DateField(blank=True, editable=False, null=True, verbose_name="replaced on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="guardianships", to="intake.case"
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
            },
        ),
    ]
