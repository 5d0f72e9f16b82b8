import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import config.constraints
import config.encryption
import config.fields
import shelter.models.location


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("intake", "0001_initial"),
        ("partners", "0002_what_happens_between_partners"),
        ("partners", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("reported_at", models.DateTimeField(editable=False, verbose_name="reported at")),
                (
                    "last_seen_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for the last time the roll-call found the child in.",
                        verbose_name="last seen at",
                    ),
                ),
                (
                    "last_seen_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MENTOR", "a mentor"),
                            ("GUARDIAN", "the guardian"),
                            ("COA", "an employee of COA"),
                            ("POLICE", "police"),
                            ("SCHOOL", "the school"),
                            ("RESIDENT", "another resident"),
                            ("OTHER", "somebody else"),
                        ],
                        max_length=10,
                        verbose_name="last seen by",
                    ),
                ),
                (
                    "circumstances",
                    config.encryption.EncryptedTextField(
                        help_text="What happened, what the child wore and had with it, who may know more; stored encrypted.",
                        verbose_name="circumstances",
                    ),
                ),
                (
                    "whereabouts_known_by",
                    models.CharField(
                        choices=[
                            ("NOBODY", "nobody"),
                            ("MENTOR", "the mentor"),
                            ("GUARDIAN", "the guardian"),
                            ("POLICE", "police"),
                            ("OTHER", "somebody else"),
                        ],
                        default="NOBODY",
                        max_length=10,
                        verbose_name="who knows where the child is",
                    ),
                ),
                (
                    "whereabouts",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Only for those who may know where the child lives; may stay empty. Stored encrypted.",
                        verbose_name="where the child is",
                    ),
                ),
                (
                    "concern_level",
                    models.CharField(
                        choices=[
                            ("UNASSESSED", "not assessed yet"),
                            ("LOW", "low"),
                            ("RAISED", "raised"),
                            ("HIGH", "high"),
                        ],
                        default="UNASSESSED",
                        max_length=12,
                        verbose_name="level of concern",
                    ),
                ),
                (
                    "concern_reason",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What you know of this child, now; stored encrypted.",
                        verbose_name="reason for this level",
                    ),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="assessed at"),
                ),
                (
                    "tracing_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="traced by police since"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for now; not before the child was last seen.",
                        null=True,
                        verbose_name="ended at",
                    ),
                ),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RETURNED", "came back"),
                            ("FOUND_ELSEWHERE", "found, and goes to live elsewhere"),
                            ("KNOWN_SAFE", "known to be safe, and stays there"),
                            ("AGED_OUT", "came of age meanwhile"),
                            ("UNRESOLVED_CLOSED", "not found; no more is done"),
                        ],
                        max_length=20,
                        verbose_name="ended as",
                    ),
                ),
                (
                    "end_reason",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="How this is known, and by whom; stored encrypted.",
                        verbose_name="what became of it",
                    ),
                ),
                ("return_talk_on", models.DateField(blank=True, null=True, verbose_name="return talk on")),
                (
                    "return_talk_with",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GUARDIAN", "the guardian"),
                            ("MENTOR", "the mentor"),
                            ("OTHER", "somebody else whom the child trusts"),
                        ],
                        max_length=10,
                        verbose_name="return talk with",
                    ),
                ),
                (
                    "risk_reviewed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="risks reviewed on"),
                ),
                (
                    "risk_review",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What drew the child away, and what is done so that it is safe here; stored encrypted.",
                        verbose_name="what the risks are now",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="intake.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-reported_at"],
            },
        ),
        migrations.CreateModel(
            name="AbsenceAction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "action",
                    config.encryption.EncryptedTextField(
                        help_text="What was done to find the child, and what came of it; stored encrypted.",
                        verbose_name="what was done",
                    ),
                ),
                ("taken_at", models.DateTimeField(editable=False, verbose_name="done at")),
                (
                    "absence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="shelter.absence",
                        verbose_name="absence",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absence_actions", to="intake.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "step to find the child",
                "verbose_name_plural": "steps to find the child",
                "ordering": ["-taken_at"],
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(
                        help_text="A name that does not give the address away.", max_length=120, verbose_name="name"
                    ),
                ),
                ("kind", models.CharField(choices=shelter.models.location.kinds, max_length=20, verbose_name="type")),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Only those with a right to it see it (INV-38).",
                        max_length=250,
                        verbose_name="address",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation whose people work there; they see the children who live there (C5).",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="run by",
                    ),
                ),
            ],
            options={
                "verbose_name": "location",
                "verbose_name_plural": "locations",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Bed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=60, verbose_name="bed")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beds",
                        to="shelter.location",
                        verbose_name="location",
                    ),
                ),
            ],
            options={
                "verbose_name": "bed",
                "verbose_name_plural": "beds",
                "ordering": ["location", "label"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("location", "label"),
                        name="a_bed_has_its_own_label",
                        violation_error_message="This location already has a bed of that name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "starts_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for now. Not before the arrival and not in the future.",
                        verbose_name="from",
                    ),
                ),
                ("ends_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="until")),
                ("is_move", models.BooleanField(default=False, editable=False, verbose_name="is a move")),
                (
                    "move_reason",
                    models.CharField(
                        blank=True,
                        help_text="Every move harms; say why this one is needed.",
                        max_length=500,
                        verbose_name="reason for the move",
                    ),
                ),
                (
                    "override_reason",
                    models.CharField(
                        blank=True,
                        help_text="A child alone does not belong in crisis shelter; if there is no other place, say why (INV-34).",
                        max_length=500,
                        verbose_name="reason for crisis shelter",
                    ),
                ),
                (
                    "bed",
                    models.ForeignKey(
                        blank=True,
                        help_text="A bed that is free.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="shelter.bed",
                        verbose_name="bed",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="intake.case"
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        help_text="May stay empty when a bed is named.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="shelter.location",
                        verbose_name="location",
                    ),
                ),
            ],
            options={
                "verbose_name": "placement",
                "verbose_name_plural": "placements",
                "ordering": ["-starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                        name="a_placement_ends_after_it_began",
                        violation_error_message="A placement ends after it began.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_move", False), models.Q(("move_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_move_has_its_reason",
                        violation_error_message="A move needs its reason (S004-18).",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at", None)),
                        fields=("case",),
                        name="a_child_lives_in_one_place",
                        violation_error_message="This child already has a place (INV-08).",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at", None)),
                        fields=("bed",),
                        name="a_bed_holds_one_child",
                        violation_error_message="This bed is taken (INV-08).",
                    ),
                    config.constraints.NoOverlap(
                        expressions=[("case", "="), (config.constraints.Period("starts_at", "ends_at"), "&&")],
                        name="stays_of_a_child_never_overlap",
                        violation_error_message="This child already had a place in that time (INV-08).",
                    ),
                    config.constraints.NoOverlap(
                        condition=models.Q(("bed__isnull", False)),
                        expressions=[("bed", "="), (config.constraints.Period("starts_at", "ends_at"), "&&")],
                        name="stays_in_a_bed_never_overlap",
                        violation_error_message="This bed was taken in that time (INV-08).",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRestPeriod",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "starts_on",
                    models.DateField(help_text="The day of the first admission to BO or Fier.", verbose_name="from"),
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
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelter.placement",
                        verbose_name="placement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical rest period",
                "verbose_name_plural": "historical rest periods",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_69dbc0_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAbsence",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("reported_at", models.DateTimeField(editable=False, verbose_name="reported at")),
                (
                    "last_seen_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for the last time the roll-call found the child in.",
                        verbose_name="last seen at",
                    ),
                ),
                (
                    "last_seen_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MENTOR", "a mentor"),
                            ("GUARDIAN", "the guardian"),
                            ("COA", "an employee of COA"),
                            ("POLICE", "police"),
                            ("SCHOOL", "the school"),
                            ("RESIDENT", "another resident"),
                            ("OTHER", "somebody else"),
                        ],
                        max_length=10,
                        verbose_name="last seen by",
                    ),
                ),
                (
                    "circumstances",
                    config.encryption.EncryptedTextField(
                        help_text="What happened, what the child wore and had with it, who may know more; stored encrypted.",
                        verbose_name="circumstances",
                    ),
                ),
                (
                    "whereabouts_known_by",
                    models.CharField(
                        choices=[
                            ("NOBODY", "nobody"),
                            ("MENTOR", "the mentor"),
                            ("GUARDIAN", "the guardian"),
                            ("POLICE", "police"),
                            ("OTHER", "somebody else"),
                        ],
                        default="NOBODY",
                        max_length=10,
                        verbose_name="who knows where the child is",
                    ),
                ),
                (
                    "whereabouts",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="Only for those who may know where the child lives; may stay empty. Stored encrypted.",
                        verbose_name="where the child is",
                    ),
                ),
                (
                    "concern_level",
                    models.CharField(
                        choices=[
                            ("UNASSESSED", "not assessed yet"),
                            ("LOW", "low"),
                            ("RAISED", "raised"),
                            ("HIGH", "high"),
                        ],
                        default="UNASSESSED",
                        max_length=12,
                        verbose_name="level of concern",
                    ),
                ),
                (
                    "concern_reason",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What you know of this child, now; stored encrypted.",
                        verbose_name="reason for this level",
                    ),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="assessed at"),
                ),
                (
                    "tracing_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="traced by police since"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for now; not before the child was last seen.",
                        null=True,
                        verbose_name="ended at",
                    ),
                ),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RETURNED", "came back"),
                            ("FOUND_ELSEWHERE", "found, and goes to live elsewhere"),
                            ("KNOWN_SAFE", "known to be safe, and stays there"),
                            ("AGED_OUT", "came of age meanwhile"),
                            ("UNRESOLVED_CLOSED", "not found; no more is done"),
                        ],
                        max_length=20,
                        verbose_name="ended as",
                    ),
                ),
                (
                    "end_reason",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="How this is known, and by whom; stored encrypted.",
                        verbose_name="what became of it",
                    ),
                ),
                ("return_talk_on", models.DateField(blank=True, null=True, verbose_name="return talk on")),
                (
                    "return_talk_with",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GUARDIAN", "the guardian"),
                            ("MENTOR", "the mentor"),
                            ("OTHER", "somebody else whom the child trusts"),
                        ],
                        max_length=10,
                        verbose_name="return talk with",
                    ),
                ),
                (
                    "risk_reviewed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="risks reviewed on"),
                ),
                (
                    "risk_review",
                    config.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What drew the child away, and what is done so that it is safe here; stored encrypted.",
                        verbose_name="what the risks are now",
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
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        help_text="The stay it left; empty: it left from the place of arrival.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelter.placement",
                        verbose_name="placement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical absence",
                "verbose_name_plural": "historical absences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_5e0c09_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="absence",
            name="placement",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The stay it left; empty: it left from the place of arrival.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absences",
                to="shelter.placement",
                verbose_name="placement",
            ),
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "status",
                    models.CharField(
                        choices=[("IN", "is in"), ("NOT_IN", "not in")], max_length=6, verbose_name="in the house"
                    ),
                ),
                ("called_at", models.DateTimeField(editable=False, verbose_name="roll-call at")),
                ("last_seen_at", models.DateTimeField(editable=False, null=True, verbose_name="last seen at")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="presence", to="intake.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "roll-call",
                "verbose_name_plural": "roll-calls",
            },
        ),
        migrations.CreateModel(
            name="RestPeriod",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "starts_on",
                    models.DateField(help_text="The day of the first admission to BO or Fier.", verbose_name="from"),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rest", to="intake.case"
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shelter.placement",
                        verbose_name="placement",
                    ),
                ),
            ],
            options={
                "verbose_name": "rest period",
                "verbose_name_plural": "rest periods",
            },
        ),
        migrations.CreateModel(
            name="RestExtension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="number of days"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Why this child needs more rest; no medical details.",
                        max_length=500,
                        verbose_name="reason",
                    ),
                ),
                (
                    "late",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="The rest period had ended when this was asked or approved.",
                        verbose_name="late",
                    ),
                ),
                ("requested_user_id", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved at"),
                ),
                ("approved_by", models.UUIDField(blank=True, editable=False, null=True)),
                ("approved_user_id", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rest_extensions", to="intake.case"
                    ),
                ),
                (
                    "rest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="shelter.restperiod",
                        verbose_name="rest period",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension of rest",
                "verbose_name_plural": "extensions of rest",
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1)),
                        name="an_extension_is_at_least_a_day",
                        violation_error_message="An extension is at least one day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRestExtension",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="number of days"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Why this child needs more rest; no medical details.",
                        max_length=500,
                        verbose_name="reason",
                    ),
                ),
                (
                    "late",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="The rest period had ended when this was asked or approved.",
                        verbose_name="late",
                    ),
                ),
                ("requested_user_id", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved at"),
                ),
                ("approved_by", models.UUIDField(blank=True, editable=False, null=True)),
                ("approved_user_id", models.CharField(blank=True, editable=False, max_length=80)),
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
                (
                    "rest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelter.restperiod",
                        verbose_name="rest period",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical extension of rest",
                "verbose_name_plural": "historical extensions of rest",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_a6afc9_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAbsenceAction",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "action",
                    config.encryption.EncryptedTextField(
                        help_text="What was done to find the child, and what came of it; stored encrypted.",
                        verbose_name="what was done",
                    ),
                ),
                ("taken_at", models.DateTimeField(editable=False, verbose_name="done at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "absence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelter.absence",
                        verbose_name="absence",
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
                "verbose_name": "historical step to find the child",
                "verbose_name_plural": "historical steps to find the child",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_f4f319_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndication",
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
                            ("BO", "protected shelter"),
                            ("FIER", "Fier"),
                            ("FOSTER", "foster family"),
                            ("NOT_NEEDED", "protected shelter is not needed"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("TRAFFICKING", "human trafficking"),
                            ("HONOUR_VIOLENCE", "honour violence"),
                            ("CHILD_BRIDE_HONOUR_FEAR", "child bride who fears honour violence"),
                            ("DISAPPEARANCE_RISK", "risk of disappearing"),
                        ],
                        max_length=30,
                        verbose_name="ground",
                    ),
                ),
                (
                    "reasons",
                    config.encryption.EncryptedTextField(
                        help_text="Why; the slightest indication suffices (B-10). Stored encrypted.",
                        verbose_name="reasons",
                    ),
                ),
                (
                    "consulted",
                    config.fields.ChoiceListField(
                        blank=True,
                        choices=[("COA", "COA"), ("POLICE", "police"), ("IND", "IND")],
                        default=list,
                        verbose_name="consulted",
                    ),
                ),
                (
                    "rests_on",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="The ids of the signals it rests on (INV-05).",
                        verbose_name="rests on",
                    ),
                ),
                ("decided_on", models.DateField(editable=False, verbose_name="decided on")),
                (
                    "coa_informed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="COA informed at"),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
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
                "verbose_name": "historical indication",
                "verbose_name_plural": "historical indications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_1a23b0_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPresence",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "status",
                    models.CharField(
                        choices=[("IN", "is in"), ("NOT_IN", "not in")], max_length=6, verbose_name="in the house"
                    ),
                ),
                ("called_at", models.DateTimeField(editable=False, verbose_name="roll-call at")),
                ("last_seen_at", models.DateTimeField(editable=False, null=True, verbose_name="last seen at")),
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
                "verbose_name": "historical roll-call",
                "verbose_name_plural": "historical roll-calls",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_c4652b_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Indication",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("BO", "protected shelter"),
                            ("FIER", "Fier"),
                            ("FOSTER", "foster family"),
                            ("NOT_NEEDED", "protected shelter is not needed"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("TRAFFICKING", "human trafficking"),
                            ("HONOUR_VIOLENCE", "honour violence"),
                            ("CHILD_BRIDE_HONOUR_FEAR", "child bride who fears honour violence"),
                            ("DISAPPEARANCE_RISK", "risk of disappearing"),
                        ],
                        max_length=30,
                        verbose_name="ground",
                    ),
                ),
                (
                    "reasons",
                    config.encryption.EncryptedTextField(
                        help_text="Why; the slightest indication suffices (B-10). Stored encrypted.",
                        verbose_name="reasons",
                    ),
                ),
                (
                    "consulted",
                    config.fields.ChoiceListField(
                        blank=True,
                        choices=[("COA", "COA"), ("POLICE", "police"), ("IND", "IND")],
                        default=list,
                        verbose_name="consulted",
                    ),
                ),
                (
                    "rests_on",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="The ids of the signals it rests on (INV-05).",
                        verbose_name="rests on",
                    ),
                ),
                ("decided_on", models.DateField(editable=False, verbose_name="decided on")),
                (
                    "coa_informed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="COA informed at"),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indications", to="intake.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "indication",
                "verbose_name_plural": "indications",
                "ordering": ["-decided_on", "-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("case",),
                        name="one_current_indication",
                        violation_error_message="There is already a current indication; a new decision ends it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("decided_on")), _connector="OR"
                        ),
                        name="an_indication_ends_after_it_began",
                        violation_error_message="An indication cannot end before it was decided.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlacement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "starts_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for now. Not before the arrival and not in the future.",
                        verbose_name="from",
                    ),
                ),
                ("ends_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="until")),
                ("is_move", models.BooleanField(default=False, editable=False, verbose_name="is a move")),
                (
                    "move_reason",
                    models.CharField(
                        blank=True,
                        help_text="Every move harms; say why this one is needed.",
                        max_length=500,
                        verbose_name="reason for the move",
                    ),
                ),
                (
                    "override_reason",
                    models.CharField(
                        blank=True,
                        help_text="A child alone does not belong in crisis shelter; if there is no other place, say why (INV-34).",
                        max_length=500,
                        verbose_name="reason for crisis shelter",
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
                    "bed",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="A bed that is free.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelter.bed",
                        verbose_name="bed",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="May stay empty when a bed is named.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelter.location",
                        verbose_name="location",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical placement",
                "verbose_name_plural": "historical placements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="shelter_his_history_49b80b_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="one_absence_is_open",
                violation_error_message="This child is reported missing already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_as", ""), ("ended_at", None)),
                    models.Q(("ended_at__isnull", False), models.Q(("ended_as", ""), _negated=True)),
                    _connector="OR",
                ),
                name="an_absence_ends_as_something",
                violation_error_message="Say how the absence ended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("last_seen_at")), _connector="OR"),
                name="an_absence_ends_after_the_child_was_seen",
                violation_error_message="An absence ends after the child was last seen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assessed_at", None), ("concern_level", "UNASSESSED")),
                    models.Q(models.Q(("concern_level", "UNASSESSED"), _negated=True), ("assessed_at__isnull", False)),
                    _connector="OR",
                ),
                name="concern_is_assessed_and_not_assumed",
                violation_error_message="How worrying an absence is, is assessed and not assumed (INV-36).",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("return_talk_on", None), ("risk_reviewed_on", None)),
                    ("ended_as", "RETURNED"),
                    _connector="OR",
                ),
                name="who_came_back_is_talked_with",
                violation_error_message="A return talk and a review of the risks follow on a return.",
            ),
        ),
    ]
