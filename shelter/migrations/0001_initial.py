import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import config.constraints
import config.create_models
import config.encryption
import config.fields
import shelter.models.location
import shelter.models.measure
import shelter.models.programme


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
                    name="Location",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="A name that does not give the address away.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=shelter.models.location.kinds, max_length=20, verbose_name="type"
                            ),
                        ),
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
                            "size_class",
                            models.CharField(
                                blank=True,
                                choices=[("SMALL", "small"), ("MEDIUM", "medium"), ("LARGE", "large")],
                                max_length=10,
                                verbose_name="size",
                            ),
                        ),
                        ("temporary", models.BooleanField(default=False, verbose_name="temporary")),
                        (
                            "speciality",
                            models.CharField(
                                blank=True,
                                help_text="For whom this place is made, in a few words.",
                                max_length=200,
                                verbose_name="speciality",
                            ),
                        ),
                        (
                            "sexes",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=[("F", "girl"), ("M", "boy"), ("X", "neither"), ("UNKNOWN", "unknown")],
                                default=list,
                                help_text="Empty: every child, whatever its sex.",
                                verbose_name="takes",
                            ),
                        ),
                        (
                            "min_age",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="youngest age"),
                        ),
                        (
                            "max_age",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oldest age"),
                        ),
                    ],
                    options={
                        "verbose_name": "location",
                        "verbose_name_plural": "locations",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("min_age", None),
                                    ("max_age", None),
                                    ("min_age__lte", models.F("max_age")),
                                    _connector="OR",
                                ),
                                name="the_youngest_age_is_not_above_the_oldest",
                                violation_error_message="The youngest age is above the oldest.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Bed",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="beds",
                                to="shelter.location",
                                verbose_name="location",
                            ),
                        ),
                        ("label", models.CharField(max_length=60, verbose_name="bed")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
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
                        "indexes": [],
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
                            "unfinished_reason",
                            models.CharField(
                                blank=True,
                                help_text="Only if it leaves protected shelter before guidance plan and programme are finished (S004-119).",
                                max_length=500,
                                verbose_name="why it leaves protected shelter now",
                            ),
                        ),
                        (
                            "avoidable",
                            models.CharField(
                                blank=True,
                                choices=[("NO", "no"), ("YES", "yes")],
                                help_text="Would it not be needed if there had been a bed, a decision or an agreement in time?",
                                max_length=3,
                                verbose_name="could this move be avoided?",
                            ),
                        ),
                        (
                            "bar_reason",
                            models.CharField(
                                blank=True,
                                help_text="Guardian or mentor said that the child should stay; the guardian is told of this reason.",
                                max_length=500,
                                verbose_name="reason to move it all the same",
                            ),
                        ),
                        (
                            "apart_reason",
                            models.CharField(
                                blank=True,
                                help_text="Brothers and sisters live together unless that is not safe for one of them (EC-43).",
                                max_length=500,
                                verbose_name="reason to live apart from brother or sister",
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
                            "override_reviewed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="reviewed on"),
                        ),
                        (
                            "override_verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("JUSTIFIED", "there was no other place"),
                                    ("NOT_JUSTIFIED", "there was another place"),
                                ],
                                max_length=15,
                                verbose_name="was it needed?",
                            ),
                        ),
                        (
                            "went_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("OWN_HOME", "a home of its own"),
                                    ("FAMILY", "with family"),
                                    ("OTHER_CARE", "other care or supported living"),
                                    ("ABROAD", "another country"),
                                    ("OTHER", "elsewhere"),
                                ],
                                max_length=12,
                                verbose_name="went to live",
                            ),
                        ),
                        (
                            "departure_reason",
                            models.CharField(
                                blank=True,
                                help_text="What was arranged, and with whom; no address.",
                                max_length=500,
                                verbose_name="what was arranged",
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
                        "verbose_name": "historical placement",
                        "verbose_name_plural": "historical placements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_49b80b_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Placement",
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
                                related_name="placements",
                                to="intake.case",
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
                            "unfinished_reason",
                            models.CharField(
                                blank=True,
                                help_text="Only if it leaves protected shelter before guidance plan and programme are finished (S004-119).",
                                max_length=500,
                                verbose_name="why it leaves protected shelter now",
                            ),
                        ),
                        (
                            "avoidable",
                            models.CharField(
                                blank=True,
                                choices=[("NO", "no"), ("YES", "yes")],
                                help_text="Would it not be needed if there had been a bed, a decision or an agreement in time?",
                                max_length=3,
                                verbose_name="could this move be avoided?",
                            ),
                        ),
                        (
                            "bar_reason",
                            models.CharField(
                                blank=True,
                                help_text="Guardian or mentor said that the child should stay; the guardian is told of this reason.",
                                max_length=500,
                                verbose_name="reason to move it all the same",
                            ),
                        ),
                        (
                            "apart_reason",
                            models.CharField(
                                blank=True,
                                help_text="Brothers and sisters live together unless that is not safe for one of them (EC-43).",
                                max_length=500,
                                verbose_name="reason to live apart from brother or sister",
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
                            "override_reviewed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="reviewed on"),
                        ),
                        (
                            "override_verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("JUSTIFIED", "there was no other place"),
                                    ("NOT_JUSTIFIED", "there was another place"),
                                ],
                                max_length=15,
                                verbose_name="was it needed?",
                            ),
                        ),
                        (
                            "went_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("OWN_HOME", "a home of its own"),
                                    ("FAMILY", "with family"),
                                    ("OTHER_CARE", "other care or supported living"),
                                    ("ABROAD", "another country"),
                                    ("OTHER", "elsewhere"),
                                ],
                                max_length=12,
                                verbose_name="went to live",
                            ),
                        ),
                        (
                            "departure_reason",
                            models.CharField(
                                blank=True,
                                help_text="What was arranged, and with whom; no address.",
                                max_length=500,
                                verbose_name="what was arranged",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "placement",
                        "verbose_name_plural": "placements",
                        "ordering": ["-starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("departure_reason", ""), ("went_to", "")),
                                    models.Q(
                                        ("ends_at__isnull", False),
                                        models.Q(("went_to", ""), _negated=True),
                                        models.Q(("departure_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_departure_ends_a_stay_and_has_its_reason",
                                violation_error_message="Say where the young adult went to live, and what was arranged.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_move", True), models.Q(("avoidable", ""), ("bar_reason", "")), _connector="OR"
                                ),
                                name="what_is_asked_of_a_move_is_one",
                                violation_error_message="Only a move can be avoided.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("override_reviewed_on", None), ("override_verdict", "")),
                                    models.Q(
                                        ("override_reviewed_on__isnull", False),
                                        models.Q(("override_verdict", ""), _negated=True),
                                        models.Q(("override_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="what_is_reviewed_is_an_override",
                                violation_error_message="A review says whether crisis shelter was needed (INV-34).",
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
                        "indexes": [],
                    },
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
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="traced by police since"
                            ),
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="intake.case",
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
                        "verbose_name": "historical absence",
                        "verbose_name_plural": "historical absences",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_5e0c09_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Absence",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="intake.case"
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
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
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="traced by police since"
                            ),
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
                    ],
                    options={
                        "verbose_name": "absence",
                        "verbose_name_plural": "absences",
                        "ordering": ["-reported_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("case",),
                                name="one_absence_is_open",
                                violation_error_message="This child is reported missing already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_as", ""), ("ended_at", None)),
                                    models.Q(("ended_at__isnull", False), models.Q(("ended_as", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="an_absence_ends_as_something",
                                violation_error_message="Say how the absence ended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None), ("ended_at__gte", models.F("last_seen_at")), _connector="OR"
                                ),
                                name="an_absence_ends_after_the_child_was_seen",
                                violation_error_message="An absence ends after the child was last seen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("assessed_at", None), ("concern_level", "UNASSESSED")),
                                    models.Q(
                                        models.Q(("concern_level", "UNASSESSED"), _negated=True),
                                        ("assessed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="concern_is_assessed_and_not_assumed",
                                violation_error_message="How worrying an absence is, is assessed and not assumed (INV-36).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("return_talk_on", None), ("risk_reviewed_on", None)),
                                    ("ended_as", "RETURNED"),
                                    _connector="OR",
                                ),
                                name="who_came_back_is_talked_with",
                                violation_error_message="A return talk and a review of the risks follow on a return.",
                            ),
                        ],
                        "indexes": [],
                    },
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
                        "verbose_name": "historical step to find the child",
                        "verbose_name_plural": "historical steps to find the child",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_f4f319_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AbsenceAction",
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
                                related_name="absence_actions",
                                to="intake.case",
                            ),
                        ),
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
                            "action",
                            config.encryption.EncryptedTextField(
                                help_text="What was done to find the child, and what came of it; stored encrypted.",
                                verbose_name="what was done",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(editable=False, verbose_name="done at")),
                    ],
                    options={
                        "verbose_name": "step to find the child",
                        "verbose_name_plural": "steps to find the child",
                        "ordering": ["-taken_at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBedOutage",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="out of service from"
                            ),
                        ),
                        (
                            "back_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty while nobody knows.",
                                null=True,
                                verbose_name="in service again from",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                help_text="Why nobody can sleep there; nothing about a child.",
                                max_length=200,
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "bed",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.bed",
                                verbose_name="bed",
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
                        "verbose_name": "historical bed out of service",
                        "verbose_name_plural": "historical beds out of service",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_399216_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="BedOutage",
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
                            "bed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outages",
                                to="shelter.bed",
                                verbose_name="bed",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="out of service from"
                            ),
                        ),
                        (
                            "back_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty while nobody knows.",
                                null=True,
                                verbose_name="in service again from",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                help_text="Why nobody can sleep there; nothing about a child.",
                                max_length=200,
                                verbose_name="reason",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bed out of service",
                        "verbose_name_plural": "beds out of service",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("back_on", None), ("back_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="a_bed_comes_back_after_it_went",
                                violation_error_message="A bed comes back after it went out of service.",
                            ),
                            config.constraints.NoOverlap(
                                expressions=[("bed", "="), (config.constraints.Days("starts_on", "back_on"), "&&")],
                                name="outages_of_a_bed_never_overlap",
                                violation_error_message="This bed is out of service in that time already.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBedReservation",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("starts_at", models.DateTimeField(editable=False, verbose_name="from")),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for as long as a bed may be kept.",
                                verbose_name="up to and with",
                            ),
                        ),
                        ("ends_at", models.DateTimeField(editable=False, verbose_name="until")),
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
                            "bed",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.bed",
                                verbose_name="bed",
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
                        "verbose_name": "historical bed that is kept",
                        "verbose_name_plural": "historical beds that are kept",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_d5bfa9_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="BedReservation",
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
                                related_name="bed_reservations",
                                to="intake.case",
                            ),
                        ),
                        (
                            "bed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reservations",
                                to="shelter.bed",
                                verbose_name="bed",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(editable=False, verbose_name="from")),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for as long as a bed may be kept.",
                                verbose_name="up to and with",
                            ),
                        ),
                        ("ends_at", models.DateTimeField(editable=False, verbose_name="until")),
                    ],
                    options={
                        "verbose_name": "bed that is kept",
                        "verbose_name_plural": "beds that are kept",
                        "ordering": ["-starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gte", models.F("starts_at"))),
                                name="a_bed_is_kept_forward",
                                violation_error_message="A bed is kept from now on, not back in time.",
                            ),
                            config.constraints.NoOverlap(
                                expressions=[("bed", "="), (config.constraints.Period("starts_at", "ends_at"), "&&")],
                                name="a_bed_is_kept_for_one_child",
                                violation_error_message="This bed is kept for another child.",
                            ),
                            config.constraints.NoOverlap(
                                expressions=[("case", "="), (config.constraints.Period("starts_at", "ends_at"), "&&")],
                                name="one_bed_is_kept_for_a_child",
                                violation_error_message="A bed is kept for this child already.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCareCoordination",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "basis",
                            config.encryption.EncryptedTextField(
                                help_text="What the young adult asked for and what is arranged; stored encrypted.",
                                verbose_name="what it is needed for",
                            ),
                        ),
                        ("adult_since", models.DateField(editable=False, verbose_name="of age since")),
                        (
                            "lives_in",
                            models.CharField(
                                choices=[
                                    ("BO", "protected shelter"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="lives in",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for today; not before the eighteenth birthday.",
                                verbose_name="from",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, editable=False, null=True, verbose_name="until")),
                        (
                            "ended_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("LEFT", "left protected shelter or the special asylum centre"),
                                    ("DECIDED", "ended by Nidos"),
                                    ("REPLACED", "somebody else took over"),
                                    ("MINOR_AGAIN", "counts as a minor again"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="ended as",
                            ),
                        ),
                        (
                            "end_reason",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="why it ends"
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
                            "coordinator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="care coordinator",
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
                        "verbose_name": "historical care coordination",
                        "verbose_name_plural": "historical care coordination",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_97980f_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CareCoordination",
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
                                related_name="care_coordinations",
                                to="intake.case",
                            ),
                        ),
                        (
                            "coordinator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="care coordinator",
                            ),
                        ),
                        (
                            "basis",
                            config.encryption.EncryptedTextField(
                                help_text="What the young adult asked for and what is arranged; stored encrypted.",
                                verbose_name="what it is needed for",
                            ),
                        ),
                        ("adult_since", models.DateField(editable=False, verbose_name="of age since")),
                        (
                            "lives_in",
                            models.CharField(
                                choices=[
                                    ("BO", "protected shelter"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="lives in",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for today; not before the eighteenth birthday.",
                                verbose_name="from",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, editable=False, null=True, verbose_name="until")),
                        (
                            "ended_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("LEFT", "left protected shelter or the special asylum centre"),
                                    ("DECIDED", "ended by Nidos"),
                                    ("REPLACED", "somebody else took over"),
                                    ("MINOR_AGAIN", "counts as a minor again"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="ended as",
                            ),
                        ),
                        (
                            "end_reason",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="why it ends"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "care coordination",
                        "verbose_name_plural": "care coordination",
                        "ordering": ["-starts_on", "-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on", None)),
                                fields=("case",),
                                name="one_care_coordinator_at_a_time",
                                violation_error_message="Care is coordinated already; a new coordinator takes over.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("starts_on__gte", models.F("adult_since"))),
                                name="care_is_coordinated_of_adults",
                                violation_error_message="Care coordination begins at eighteen at the earliest (INV-25).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("lives_in__in", ["BO", "SPECIAL_AZC"])),
                                name="care_is_coordinated_in_bo_or_a_special_azc",
                                violation_error_message="Care is coordinated in protected shelter or a special azc (INV-25).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_as", ""), ("ends_on", None)),
                                    models.Q(
                                        ("ends_on__gte", models.F("starts_on")),
                                        ("ends_on__isnull", False),
                                        models.Q(("ended_as", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="care_ends_as_something",
                                violation_error_message="Say how care coordination ended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_as", "DECIDED"), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="nidos_ends_care_with_a_reason",
                                violation_error_message="Say why care coordination ends.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCoboMeeting",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("meets_at", models.DateTimeField(verbose_name="when")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="agenda published at"
                            ),
                        ),
                        (
                            "held_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="recorded as held at"
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="chair",
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
                        "verbose_name": "historical case consultation",
                        "verbose_name_plural": "historical case consultations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_e6ee09_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CoboMeeting",
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
                        ("meets_at", models.DateTimeField(verbose_name="when")),
                        (
                            "chair",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="chair",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="agenda published at"
                            ),
                        ),
                        (
                            "held_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="recorded as held at"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "case consultation",
                        "verbose_name_plural": "case consultations",
                        "ordering": ["-meets_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_at", None), ("published_at__isnull", False), _connector="OR"
                                ),
                                name="a_consultation_was_published_first",
                                violation_error_message="Publish the agenda before the consultation is held.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCoboParty",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("observes", models.BooleanField(default=False, editable=False, verbose_name="only observes")),
                        (
                            "attendance",
                            models.CharField(
                                choices=[
                                    ("UNKNOWN", "not recorded yet"),
                                    ("PRESENT", "was there"),
                                    ("ABSENT", "was not there"),
                                ],
                                default="UNKNOWN",
                                max_length=10,
                                verbose_name="attendance",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.cobomeeting",
                                verbose_name="consultation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="organisation",
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
                        "verbose_name": "historical organisation in a consultation",
                        "verbose_name_plural": "historical organisations in a consultation",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_5f9404_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CoboParty",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="shelter.cobomeeting",
                                verbose_name="consultation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        ("observes", models.BooleanField(default=False, editable=False, verbose_name="only observes")),
                        (
                            "attendance",
                            models.CharField(
                                choices=[
                                    ("UNKNOWN", "not recorded yet"),
                                    ("PRESENT", "was there"),
                                    ("ABSENT", "was not there"),
                                ],
                                default="UNKNOWN",
                                max_length=10,
                                verbose_name="attendance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisation in a consultation",
                        "verbose_name_plural": "organisations in a consultation",
                        "ordering": ["organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "organisation"),
                                name="an_organisation_is_asked_once",
                                violation_error_message="This organisation is asked already.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgendaItem",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "question",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What the consultation is asked about this child; stored encrypted.",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken off at"),
                        ),
                        (
                            "discussed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="discussed at"),
                        ),
                        (
                            "decision",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What the consultation decided about this child. What was told in confidence does not belong here; stored encrypted.",
                                verbose_name="what was decided",
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
                            "placement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.cobomeeting",
                                verbose_name="consultation",
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
                        "verbose_name": "historical case consultation about the child",
                        "verbose_name_plural": "historical consultations about the child",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_3e710e_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                                related_name="agenda_items",
                                to="intake.case",
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="shelter.cobomeeting",
                                verbose_name="consultation",
                            ),
                        ),
                        (
                            "question",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What the consultation is asked about this child; stored encrypted.",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken off at"),
                        ),
                        (
                            "discussed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="discussed at"),
                        ),
                        (
                            "decision",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What the consultation decided about this child. What was told in confidence does not belong here; stored encrypted.",
                                verbose_name="what was decided",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "case consultation about the child",
                        "verbose_name_plural": "consultations about the child",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("meeting", "case"),
                                name="a_child_is_on_an_agenda_once",
                                violation_error_message="This child is on this agenda already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("removed_at", None), ("discussed_at", None), _connector="OR"),
                                name="who_was_taken_off_was_not_discussed",
                                violation_error_message="Who was taken off the agenda was not discussed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision", ""), ("discussed_at__isnull", False), _connector="OR"),
                                name="what_is_decided_was_discussed",
                                violation_error_message="A decision follows on a consultation that was held.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCoboAction",
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
                                help_text="In one sentence; stored encrypted.", verbose_name="what will be done"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                help_text="Within the days that the owner sees the case; what takes longer comes back next time.",
                                verbose_name="before",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="done on")),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.agendaitem",
                                verbose_name="agenda item",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="who does it",
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
                        "verbose_name": "historical action of a consultation",
                        "verbose_name_plural": "historical actions of consultations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_dc553b_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CoboAction",
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
                                related_name="cobo_actions",
                                to="intake.case",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="shelter.agendaitem",
                                verbose_name="agenda item",
                            ),
                        ),
                        (
                            "action",
                            config.encryption.EncryptedTextField(
                                help_text="In one sentence; stored encrypted.", verbose_name="what will be done"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="who does it",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                help_text="Within the days that the owner sees the case; what takes longer comes back next time.",
                                verbose_name="before",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="done on")),
                    ],
                    options={
                        "verbose_name": "action of a consultation",
                        "verbose_name_plural": "actions of consultations",
                        "ordering": ["due_on"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLocationIncident",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "data_key",
                            models.UUIDField(editable=False, help_text="A key of its own: it belongs to no child."),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("PERSON", "a suspicious person"),
                                    ("VEHICLE", "a suspicious vehicle"),
                                    ("VISITOR", "an unknown visitor who asks for a child"),
                                    ("PICTURES", "a drone, or somebody who takes pictures"),
                                    ("THREAT", "a threat against the house"),
                                    ("OTHER", "something else"),
                                ],
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "happened_at",
                            models.DateTimeField(
                                blank=True, help_text="Leave empty for now; not in the future.", verbose_name="when"
                            ),
                        ),
                        (
                            "description",
                            config.encryption.EncryptedTextField(
                                help_text="Who or what, a licence plate, which way it went. No names of children; stored encrypted.",
                                verbose_name="what was seen",
                            ),
                        ),
                        (
                            "police_called",
                            models.BooleanField(
                                default=False,
                                help_text="In danger call 112 first.",
                                verbose_name="police were called by telephone",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(editable=False, verbose_name="reported at")),
                        (
                            "police_acted_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="police acted at"
                            ),
                        ),
                        (
                            "coa_acted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="COA acted at"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed at"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("HARMLESS", "it was harmless"),
                                    ("GONE", "gone, and not known who it was"),
                                    ("DEALT_WITH", "police dealt with it"),
                                    ("HOUSE_UNSAFE", "the house is no longer a secret: children are moved"),
                                ],
                                max_length=14,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "closing_words",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What is known now, and what is done differently; stored encrypted.",
                                verbose_name="how it ended",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.location",
                                verbose_name="location",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="run by",
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
                        "verbose_name": "historical incident at a location",
                        "verbose_name_plural": "historical incidents at locations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_5fc9b2_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="LocationIncident",
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
                            "location",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="shelter.location",
                                verbose_name="location",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="run by",
                            ),
                        ),
                        (
                            "data_key",
                            models.UUIDField(editable=False, help_text="A key of its own: it belongs to no child."),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("PERSON", "a suspicious person"),
                                    ("VEHICLE", "a suspicious vehicle"),
                                    ("VISITOR", "an unknown visitor who asks for a child"),
                                    ("PICTURES", "a drone, or somebody who takes pictures"),
                                    ("THREAT", "a threat against the house"),
                                    ("OTHER", "something else"),
                                ],
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "happened_at",
                            models.DateTimeField(
                                blank=True, help_text="Leave empty for now; not in the future.", verbose_name="when"
                            ),
                        ),
                        (
                            "description",
                            config.encryption.EncryptedTextField(
                                help_text="Who or what, a licence plate, which way it went. No names of children; stored encrypted.",
                                verbose_name="what was seen",
                            ),
                        ),
                        (
                            "police_called",
                            models.BooleanField(
                                default=False,
                                help_text="In danger call 112 first.",
                                verbose_name="police were called by telephone",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(editable=False, verbose_name="reported at")),
                        (
                            "police_acted_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="police acted at"
                            ),
                        ),
                        (
                            "coa_acted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="COA acted at"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed at"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("HARMLESS", "it was harmless"),
                                    ("GONE", "gone, and not known who it was"),
                                    ("DEALT_WITH", "police dealt with it"),
                                    ("HOUSE_UNSAFE", "the house is no longer a secret: children are moved"),
                                ],
                                max_length=14,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "closing_words",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What is known now, and what is done differently; stored encrypted.",
                                verbose_name="how it ended",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "incident at a location",
                        "verbose_name_plural": "incidents at locations",
                        "ordering": ["-reported_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None)), fields=["reported_at"], name="incident_open"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("happened_at__lte", models.F("reported_at"))),
                                name="an_incident_happened_before_it_was_reported",
                                violation_error_message="It happened before it was reported.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("outcome", "")),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("coa_acted_at__isnull", False),
                                        ("police_acted_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("closing_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_incident_closes_when_all_have_acted",
                                violation_error_message="An incident closes with an outcome, once police and COA have acted.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalIncidentAction",
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
                                help_text="What you did, or will do when; stored encrypted.",
                                verbose_name="what was done",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(editable=False, verbose_name="done at")),
                        (
                            "incident",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.locationincident",
                                verbose_name="incident at a location",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="run by",
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
                        "verbose_name": "historical step after an incident",
                        "verbose_name_plural": "historical steps after an incident",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_a8980e_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="IncidentAction",
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
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="shelter.locationincident",
                                verbose_name="incident at a location",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="run by",
                            ),
                        ),
                        (
                            "action",
                            config.encryption.EncryptedTextField(
                                help_text="What you did, or will do when; stored encrypted.",
                                verbose_name="what was done",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(editable=False, verbose_name="done at")),
                    ],
                    options={
                        "verbose_name": "step after an incident",
                        "verbose_name_plural": "steps after an incident",
                        "ordering": ["taken_at"],
                        "indexes": [],
                        "constraints": [],
                    },
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
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="COA informed at"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
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
                        "verbose_name": "historical indication",
                        "verbose_name_plural": "historical indications",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_1a23b0_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Indication",
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
                                related_name="indications",
                                to="intake.case",
                            ),
                        ),
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
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="COA informed at"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
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
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSafetyMeasure",
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
                                choices=shelter.models.measure.kinds, max_length=24, verbose_name="measure"
                            ),
                        ),
                        (
                            "ground_kind",
                            models.CharField(
                                choices=shelter.models.measure.grounds,
                                help_text="A fact about this child. Nationality or group is no ground.",
                                max_length=20,
                                verbose_name="rests on",
                            ),
                        ),
                        (
                            "ground",
                            config.encryption.EncryptedTextField(
                                help_text="In a sentence about this child; stored encrypted.",
                                verbose_name="what is known of this child",
                            ),
                        ),
                        (
                            "proportionality",
                            config.encryption.EncryptedTextField(
                                help_text="What was thought of or tried first; stored encrypted.",
                                verbose_name="why nothing lighter is enough",
                            ),
                        ),
                        (
                            "child_view",
                            config.encryption.EncryptedTextField(
                                help_text="In the child's own words, also if it disagrees; stored encrypted.",
                                verbose_name="what the child thinks of it",
                            ),
                        ),
                        (
                            "decided_by",
                            models.CharField(
                                choices=[
                                    ("MENTOR", "the mentor"),
                                    ("TEAM", "the team of the house"),
                                    ("EXPERT", "the behavioural expert of the house"),
                                    ("COBO", "the case consultation"),
                                ],
                                default="TEAM",
                                max_length=8,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for today. Not before the child lived here and not in the future.",
                                verbose_name="from",
                            ),
                        ),
                        ("checked_on", models.DateField(editable=False, verbose_name="last looked at on")),
                        (
                            "review_by",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for the longest that may be.",
                                verbose_name="to be looked at again by",
                            ),
                        ),
                        (
                            "review_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What is known now; stored encrypted.",
                                verbose_name="why it is still needed",
                            ),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmed at"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended at"),
                        ),
                        (
                            "ended_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NOT_NEEDED", "no longer needed"),
                                    ("NOT_CONFIRMED", "not confirmed"),
                                    ("LEFT_HOUSE", "the child left the house"),
                                ],
                                max_length=16,
                                verbose_name="ended as",
                            ),
                        ),
                        (
                            "end_reason",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="In a few words; stored encrypted.", verbose_name="why it ends"
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
                            "placement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="confirmed by",
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
                        "verbose_name": "historical safety measure",
                        "verbose_name_plural": "historical safety measures",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_8f44f1_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SafetyMeasure",
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
                                related_name="safety_measures",
                                to="intake.case",
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="safety_measures",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=shelter.models.measure.kinds, max_length=24, verbose_name="measure"
                            ),
                        ),
                        (
                            "ground_kind",
                            models.CharField(
                                choices=shelter.models.measure.grounds,
                                help_text="A fact about this child. Nationality or group is no ground.",
                                max_length=20,
                                verbose_name="rests on",
                            ),
                        ),
                        (
                            "ground",
                            config.encryption.EncryptedTextField(
                                help_text="In a sentence about this child; stored encrypted.",
                                verbose_name="what is known of this child",
                            ),
                        ),
                        (
                            "proportionality",
                            config.encryption.EncryptedTextField(
                                help_text="What was thought of or tried first; stored encrypted.",
                                verbose_name="why nothing lighter is enough",
                            ),
                        ),
                        (
                            "child_view",
                            config.encryption.EncryptedTextField(
                                help_text="In the child's own words, also if it disagrees; stored encrypted.",
                                verbose_name="what the child thinks of it",
                            ),
                        ),
                        (
                            "decided_by",
                            models.CharField(
                                choices=[
                                    ("MENTOR", "the mentor"),
                                    ("TEAM", "the team of the house"),
                                    ("EXPERT", "the behavioural expert of the house"),
                                    ("COBO", "the case consultation"),
                                ],
                                default="TEAM",
                                max_length=8,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for today. Not before the child lived here and not in the future.",
                                verbose_name="from",
                            ),
                        ),
                        ("checked_on", models.DateField(editable=False, verbose_name="last looked at on")),
                        (
                            "review_by",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for the longest that may be.",
                                verbose_name="to be looked at again by",
                            ),
                        ),
                        (
                            "review_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What is known now; stored encrypted.",
                                verbose_name="why it is still needed",
                            ),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmed at"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.organisation",
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended at"),
                        ),
                        (
                            "ended_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NOT_NEEDED", "no longer needed"),
                                    ("NOT_CONFIRMED", "not confirmed"),
                                    ("LEFT_HOUSE", "the child left the house"),
                                ],
                                max_length=16,
                                verbose_name="ended as",
                            ),
                        ),
                        (
                            "end_reason",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="In a few words; stored encrypted.", verbose_name="why it ends"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "safety measure",
                        "verbose_name_plural": "safety measures",
                        "ordering": ["-starts_on", "-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("review_by__gt", models.F("checked_on")),
                                    ("review_by__lte", config.constraints.DaysAfter("checked_on", 30)),
                                ),
                                name="a_measure_is_looked_at_again_in_time",
                                violation_error_message="A safety measure is looked at again within thirty days (INV-37).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", ""), _negated=True),
                                    models.Q(("proportionality", ""), _negated=True),
                                    models.Q(("child_view", ""), _negated=True),
                                ),
                                name="a_measure_has_its_ground_and_the_view_of_the_child",
                                violation_error_message="A safety measure has its ground, why nothing lighter is enough, and the view of the child (INV-37).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("checked_on__gte", models.F("starts_on"))),
                                name="a_measure_is_looked_at_after_it_began",
                                violation_error_message="A safety measure is looked at after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_as", ""), ("ended_at", None)),
                                    models.Q(("ended_at__isnull", False), models.Q(("ended_as", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="a_measure_ends_as_something",
                                violation_error_message="Say how the measure ended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        models.Q(("confirmed_by", models.F("created_by_organisation")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="no_house_confirms_its_own_measure",
                                violation_error_message="Somebody outside the house confirms what limits the child.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMoveBar",
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
                                    ("MEDICAL", "medical"),
                                    ("EXAM", "school or exam"),
                                    ("HEARING", "a hearing is near"),
                                    ("SAFETY", "safety"),
                                    ("OTHER", "another reason"),
                                ],
                                max_length=10,
                                verbose_name="kind of reason",
                            ),
                        ),
                        ("begins_on", models.DateField(editable=False, verbose_name="from")),
                        (
                            "until",
                            models.DateField(
                                help_text="The last day on which the child should not be moved.",
                                verbose_name="up to and with",
                            ),
                        ),
                        (
                            "lifted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="ended on"),
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
                        "verbose_name": "historical not to be moved",
                        "verbose_name_plural": "historical days on which the child is not to be moved",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_7d9fb7_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="MoveBar",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="move_bars", to="intake.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("MEDICAL", "medical"),
                                    ("EXAM", "school or exam"),
                                    ("HEARING", "a hearing is near"),
                                    ("SAFETY", "safety"),
                                    ("OTHER", "another reason"),
                                ],
                                max_length=10,
                                verbose_name="kind of reason",
                            ),
                        ),
                        ("begins_on", models.DateField(editable=False, verbose_name="from")),
                        (
                            "until",
                            models.DateField(
                                help_text="The last day on which the child should not be moved.",
                                verbose_name="up to and with",
                            ),
                        ),
                        (
                            "lifted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="ended on"),
                        ),
                    ],
                    options={
                        "verbose_name": "not to be moved",
                        "verbose_name_plural": "days on which the child is not to be moved",
                        "ordering": ["-until"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("begins_on"))),
                                name="a_move_bar_ends_after_it_began",
                                violation_error_message="The last day comes after the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on", None), ("lifted_on__gte", models.F("begins_on")), _connector="OR"
                                ),
                                name="a_move_bar_is_lifted_later",
                                violation_error_message="It ends after it began.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalGuidancePlan",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "draft"),
                                    ("ACTIVE", "runs"),
                                    ("COMPLETED", "completed"),
                                    ("STOPPED", "stopped"),
                                ],
                                default="DRAFT",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "child_view",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="In its own words, as far as you can; stored encrypted.",
                                verbose_name="what the child wants itself",
                            ),
                        ),
                        (
                            "not_asked_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only as long as the child could not be asked; stored encrypted.",
                                verbose_name="why the child was not asked",
                            ),
                        ),
                        ("started_on", models.DateField(editable=False, null=True, verbose_name="runs since")),
                        (
                            "ended_on",
                            models.DateField(editable=False, null=True, verbose_name="completed or stopped on"),
                        ),
                        (
                            "stop_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CHILD", "the child does not want to go on"),
                                    ("NO_USE", "it does not help this child"),
                                    ("OTHER", "another cause"),
                                    ("LEFT", "the child left protected shelter"),
                                    ("GONE", "the child went away and does not come back"),
                                ],
                                max_length=8,
                                verbose_name="stopped because",
                            ),
                        ),
                        (
                            "stop_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What makes that it does not go on; stored encrypted.",
                                verbose_name="why it stops",
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
                        "verbose_name": "historical guidance plan",
                        "verbose_name_plural": "historical guidance plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_a72ec0_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="GuidancePlan",
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
                                related_name="guidance_plans",
                                to="intake.case",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "draft"),
                                    ("ACTIVE", "runs"),
                                    ("COMPLETED", "completed"),
                                    ("STOPPED", "stopped"),
                                ],
                                default="DRAFT",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "child_view",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="In its own words, as far as you can; stored encrypted.",
                                verbose_name="what the child wants itself",
                            ),
                        ),
                        (
                            "not_asked_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only as long as the child could not be asked; stored encrypted.",
                                verbose_name="why the child was not asked",
                            ),
                        ),
                        ("started_on", models.DateField(editable=False, null=True, verbose_name="runs since")),
                        (
                            "ended_on",
                            models.DateField(editable=False, null=True, verbose_name="completed or stopped on"),
                        ),
                        (
                            "stop_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CHILD", "the child does not want to go on"),
                                    ("NO_USE", "it does not help this child"),
                                    ("OTHER", "another cause"),
                                    ("LEFT", "the child left protected shelter"),
                                    ("GONE", "the child went away and does not come back"),
                                ],
                                max_length=8,
                                verbose_name="stopped because",
                            ),
                        ),
                        (
                            "stop_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What makes that it does not go on; stored encrypted.",
                                verbose_name="why it stops",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "guidance plan",
                        "verbose_name_plural": "guidance plans",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("DRAFT", "ACTIVE"))),
                                fields=("case",),
                                name="one_plan_is_current",
                                violation_error_message="This child has a guidance plan already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("child_view", ""), _negated=True),
                                    models.Q(("not_asked_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_plan_hears_the_child",
                                violation_error_message="Say what the child wants itself, or why it was not asked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on", None), ("started_on", None), ("state", "DRAFT")),
                                    models.Q(("ended_on", None), ("started_on__isnull", False), ("state", "ACTIVE")),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("started_on__isnull", False),
                                        ("state", "COMPLETED"),
                                    ),
                                    models.Q(("ended_on__isnull", False), ("state", "STOPPED")),
                                    _connector="OR",
                                ),
                                name="a_plan_stands_where_its_days_say",
                                violation_error_message="A plan runs from a day, and ends on a day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "STOPPED"), models.Q(("stop_cause", ""), _negated=True)),
                                    models.Q(
                                        models.Q(("state", "STOPPED"), _negated=True),
                                        ("stop_cause", ""),
                                        ("stop_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_plan_stops_for_a_cause",
                                violation_error_message="Say why the plan stops.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlanGoal",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "goal",
                            config.encryption.EncryptedTextField(
                                help_text="So that the child can see for itself whether it is there; stored encrypted.",
                                verbose_name="goal",
                            ),
                        ),
                        ("target_on", models.DateField(verbose_name="before")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OPEN", "open"),
                                    ("REACHED", "reached"),
                                    ("DROPPED", "dropped"),
                                    ("STOPPED", "stopped with the plan"),
                                ],
                                default="OPEN",
                                max_length=8,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "settled_on",
                            models.DateField(editable=False, null=True, verbose_name="reached or dropped on"),
                        ),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Of a goal that is dropped: why. Stored encrypted.",
                                verbose_name="how it went",
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.guidanceplan",
                                verbose_name="guidance plan",
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
                        "verbose_name": "historical goal",
                        "verbose_name_plural": "historical goals of the guidance plan",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_a51391_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanGoal",
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
                                related_name="plan_goals",
                                to="intake.case",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="shelter.guidanceplan",
                                verbose_name="guidance plan",
                            ),
                        ),
                        (
                            "goal",
                            config.encryption.EncryptedTextField(
                                help_text="So that the child can see for itself whether it is there; stored encrypted.",
                                verbose_name="goal",
                            ),
                        ),
                        ("target_on", models.DateField(verbose_name="before")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OPEN", "open"),
                                    ("REACHED", "reached"),
                                    ("DROPPED", "dropped"),
                                    ("STOPPED", "stopped with the plan"),
                                ],
                                default="OPEN",
                                max_length=8,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "settled_on",
                            models.DateField(editable=False, null=True, verbose_name="reached or dropped on"),
                        ),
                        (
                            "reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Of a goal that is dropped: why. Stored encrypted.",
                                verbose_name="how it went",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "goal",
                        "verbose_name_plural": "goals of the guidance plan",
                        "ordering": ["target_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("settled_on", None), ("state", "OPEN")),
                                    models.Q(("settled_on__isnull", False), ("state__in", ("REACHED", "STOPPED"))),
                                    models.Q(
                                        ("settled_on__isnull", False),
                                        ("state", "DROPPED"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_goal_is_dropped_for_a_reason",
                                violation_error_message="Say why this goal is dropped.",
                            )
                        ],
                        "indexes": [],
                    },
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
                                choices=[("IN", "is in"), ("NOT_IN", "not in")],
                                max_length=6,
                                verbose_name="in the house",
                            ),
                        ),
                        ("called_at", models.DateTimeField(editable=False, verbose_name="roll-call at")),
                        ("last_seen_at", models.DateTimeField(editable=False, null=True, verbose_name="last seen at")),
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
                        "verbose_name": "historical roll-call",
                        "verbose_name_plural": "historical roll-calls",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_c4652b_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Presence",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="presence", to="intake.case"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("IN", "is in"), ("NOT_IN", "not in")],
                                max_length=6,
                                verbose_name="in the house",
                            ),
                        ),
                        ("called_at", models.DateTimeField(editable=False, verbose_name="roll-call at")),
                        ("last_seen_at", models.DateTimeField(editable=False, null=True, verbose_name="last seen at")),
                    ],
                    options={
                        "verbose_name": "roll-call",
                        "verbose_name_plural": "roll-calls",
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalProgrammeEnrolment",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OFFERED", "offered"),
                                    ("STARTED", "started"),
                                    ("DECLINED", "declined"),
                                    ("COMPLETED", "completed"),
                                    ("STOPPED", "stopped"),
                                ],
                                default="OFFERED",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                        (
                            "child_said",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="May stay empty: nobody needs a reason to refuse. Stored encrypted.",
                                verbose_name="what the child said",
                            ),
                        ),
                        (
                            "modules",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=shelter.models.programme.modules,
                                default=list,
                                verbose_name="modules",
                            ),
                        ),
                        ("expected_end", models.DateField(blank=True, null=True, verbose_name="finished before")),
                        (
                            "ended_on",
                            models.DateField(editable=False, null=True, verbose_name="completed or stopped on"),
                        ),
                        (
                            "stop_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CHILD", "the child does not want to go on"),
                                    ("NO_USE", "it does not help this child"),
                                    ("OTHER", "another cause"),
                                    ("LEFT", "the child left protected shelter"),
                                    ("GONE", "the child went away and does not come back"),
                                ],
                                max_length=8,
                                verbose_name="stopped because",
                            ),
                        ),
                        (
                            "stop_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What makes that it does not go on; stored encrypted.",
                                verbose_name="why it stops",
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
                        "verbose_name": "historical resilience programme",
                        "verbose_name_plural": "historical resilience programme",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_708890_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ProgrammeEnrolment",
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
                                related_name="programmes",
                                to="intake.case",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OFFERED", "offered"),
                                    ("STARTED", "started"),
                                    ("DECLINED", "declined"),
                                    ("COMPLETED", "completed"),
                                    ("STOPPED", "stopped"),
                                ],
                                default="OFFERED",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                        (
                            "child_said",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="May stay empty: nobody needs a reason to refuse. Stored encrypted.",
                                verbose_name="what the child said",
                            ),
                        ),
                        (
                            "modules",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=shelter.models.programme.modules,
                                default=list,
                                verbose_name="modules",
                            ),
                        ),
                        ("expected_end", models.DateField(blank=True, null=True, verbose_name="finished before")),
                        (
                            "ended_on",
                            models.DateField(editable=False, null=True, verbose_name="completed or stopped on"),
                        ),
                        (
                            "stop_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CHILD", "the child does not want to go on"),
                                    ("NO_USE", "it does not help this child"),
                                    ("OTHER", "another cause"),
                                    ("LEFT", "the child left protected shelter"),
                                    ("GONE", "the child went away and does not come back"),
                                ],
                                max_length=8,
                                verbose_name="stopped because",
                            ),
                        ),
                        (
                            "stop_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What makes that it does not go on; stored encrypted.",
                                verbose_name="why it stops",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "resilience programme",
                        "verbose_name_plural": "resilience programme",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("OFFERED", "STARTED"))),
                                fields=("case",),
                                name="one_programme_is_open",
                                violation_error_message="This child was offered the programme already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_on", None),
                                        ("ended_on", None),
                                        ("expected_end", None),
                                        ("state", "OFFERED"),
                                    ),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        ("ended_on", None),
                                        ("expected_end__isnull", False),
                                        ("state", "STARTED"),
                                    ),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        ("ended_on", None),
                                        ("expected_end", None),
                                        ("state", "DECLINED"),
                                    ),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        ("ended_on__isnull", False),
                                        ("expected_end__isnull", False),
                                        ("state", "COMPLETED"),
                                    ),
                                    models.Q(("ended_on__isnull", False), ("state", "STOPPED")),
                                    _connector="OR",
                                ),
                                name="a_programme_stands_where_its_days_say",
                                violation_error_message="A programme is answered on a day, and ends on a day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expected_end", None),
                                    ("expected_end__gt", models.F("answered_on")),
                                    _connector="OR",
                                ),
                                name="a_programme_ends_after_it_began",
                                violation_error_message="A programme is finished after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "STOPPED"), models.Q(("stop_cause", ""), _negated=True)),
                                    models.Q(
                                        models.Q(("state", "STOPPED"), _negated=True),
                                        ("stop_cause", ""),
                                        ("stop_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_programme_stops_for_a_cause",
                                violation_error_message="Say why the programme stops.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalModuleDone",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "module",
                            models.CharField(
                                choices=shelter.models.programme.modules, max_length=24, verbose_name="module"
                            ),
                        ),
                        (
                            "done_on",
                            models.DateField(blank=True, help_text="Leave empty for today.", verbose_name="done on"),
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
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.programmeenrolment",
                                verbose_name="resilience programme",
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
                        "verbose_name": "historical module that was done",
                        "verbose_name_plural": "historical modules that were done",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_008029_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ModuleDone",
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
                                related_name="modules_done",
                                to="intake.case",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="done",
                                to="shelter.programmeenrolment",
                                verbose_name="resilience programme",
                            ),
                        ),
                        (
                            "module",
                            models.CharField(
                                choices=shelter.models.programme.modules, max_length=24, verbose_name="module"
                            ),
                        ),
                        (
                            "done_on",
                            models.DateField(blank=True, help_text="Leave empty for today.", verbose_name="done on"),
                        ),
                    ],
                    options={
                        "verbose_name": "module that was done",
                        "verbose_name_plural": "modules that were done",
                        "ordering": ["-done_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "module"),
                                name="a_module_is_done_once",
                                violation_error_message="This module was done already.",
                            )
                        ],
                        "indexes": [],
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
                            models.DateField(
                                help_text="The day of the first admission to BO or Fier.", verbose_name="from"
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
                        "verbose_name": "historical rest period",
                        "verbose_name_plural": "historical rest periods",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_69dbc0_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RestPeriod",
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
                        (
                            "starts_on",
                            models.DateField(
                                help_text="The day of the first admission to BO or Fier.", verbose_name="from"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rest period",
                        "verbose_name_plural": "rest periods",
                        "indexes": [],
                        "constraints": [],
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
                        "verbose_name": "historical extension of rest",
                        "verbose_name_plural": "historical extensions of rest",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_a6afc9_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RestExtension",
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
                                related_name="rest_extensions",
                                to="intake.case",
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
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRiskAnalysis",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("edition", models.PositiveSmallIntegerField(editable=False, verbose_name="edition")),
                        (
                            "vulnerabilities",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=[
                                    ("PRESSED", "somebody presses or threatens it"),
                                    ("DEBT", "has a debt, or is told so"),
                                    ("FAMILY_THREATENED", "its family is threatened"),
                                    ("ATTACHED", "is attached to who exploits it"),
                                    ("IN_CONTACT", "is in contact with who exploits it"),
                                    ("SOUGHT", "is looked for"),
                                    ("MAY_LEAVE", "may leave"),
                                    ("SEES_NO_DANGER", "sees no danger"),
                                    ("ALONE", "has nobody here"),
                                    ("OTHER", "something else"),
                                ],
                                default=list,
                                verbose_name="what makes it vulnerable",
                            ),
                        ),
                        (
                            "vulnerabilities_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="In your own words; stored encrypted.",
                                verbose_name="what is known of that",
                            ),
                        ),
                        (
                            "safety_needs",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What a house must do and leave, so that the child is safe there. COA reads this and nothing else; stored encrypted.",
                                verbose_name="what the place must offer",
                            ),
                        ),
                        (
                            "can_report",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("YES", "yes"),
                                    ("NO", "no"),
                                    ("LATER", "later"),
                                    ("UNKNOWN", "not known yet"),
                                ],
                                max_length=8,
                                verbose_name="can it be expected to report to the police",
                            ),
                        ),
                        (
                            "can_report_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why this is the answer; stored encrypted.",
                                verbose_name="why (reporting)",
                            ),
                        ),
                        (
                            "can_cooperate",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("YES", "yes"),
                                    ("NO", "no"),
                                    ("LATER", "later"),
                                    ("UNKNOWN", "not known yet"),
                                ],
                                max_length=8,
                                verbose_name="can it be expected to cooperate with an investigation",
                            ),
                        ),
                        (
                            "can_cooperate_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why this is the answer; stored encrypted.",
                                verbose_name="why (cooperating)",
                            ),
                        ),
                        (
                            "can_tell_story",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("YES", "yes"),
                                    ("NO", "no"),
                                    ("LATER", "later"),
                                    ("UNKNOWN", "not known yet"),
                                ],
                                max_length=8,
                                verbose_name="can it be expected to tell its story",
                            ),
                        ),
                        (
                            "can_tell_story_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why this is the answer; stored encrypted.",
                                verbose_name="why (telling)",
                            ),
                        ),
                        (
                            "child_asked",
                            models.BooleanField(default=False, verbose_name="the child was asked for its view"),
                        ),
                        (
                            "child_view",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What the child says of this itself; if it was not asked, why not. Stored encrypted.",
                                verbose_name="the child's own view",
                            ),
                        ),
                        (
                            "adopted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="adopted on"),
                        ),
                        (
                            "organisations",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="organisations that adopted it"
                            ),
                        ),
                        (
                            "review_by",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for three months from now.",
                                null=True,
                                verbose_name="reviewed before",
                            ),
                        ),
                        (
                            "superseded_on",
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
                            "placement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        (
                            "adopted_in",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.cobomeeting",
                                verbose_name="adopted in the consultation of",
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
                        "verbose_name": "historical risk analysis",
                        "verbose_name_plural": "historical risk analyses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_f37611_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RiskAnalysis",
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
                                related_name="risk_analyses",
                                to="intake.case",
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_analyses",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        ("edition", models.PositiveSmallIntegerField(editable=False, verbose_name="edition")),
                        (
                            "vulnerabilities",
                            config.fields.ChoiceListField(
                                blank=True,
                                choices=[
                                    ("PRESSED", "somebody presses or threatens it"),
                                    ("DEBT", "has a debt, or is told so"),
                                    ("FAMILY_THREATENED", "its family is threatened"),
                                    ("ATTACHED", "is attached to who exploits it"),
                                    ("IN_CONTACT", "is in contact with who exploits it"),
                                    ("SOUGHT", "is looked for"),
                                    ("MAY_LEAVE", "may leave"),
                                    ("SEES_NO_DANGER", "sees no danger"),
                                    ("ALONE", "has nobody here"),
                                    ("OTHER", "something else"),
                                ],
                                default=list,
                                verbose_name="what makes it vulnerable",
                            ),
                        ),
                        (
                            "vulnerabilities_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="In your own words; stored encrypted.",
                                verbose_name="what is known of that",
                            ),
                        ),
                        (
                            "safety_needs",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What a house must do and leave, so that the child is safe there. COA reads this and nothing else; stored encrypted.",
                                verbose_name="what the place must offer",
                            ),
                        ),
                        (
                            "can_report",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("YES", "yes"),
                                    ("NO", "no"),
                                    ("LATER", "later"),
                                    ("UNKNOWN", "not known yet"),
                                ],
                                max_length=8,
                                verbose_name="can it be expected to report to the police",
                            ),
                        ),
                        (
                            "can_report_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why this is the answer; stored encrypted.",
                                verbose_name="why (reporting)",
                            ),
                        ),
                        (
                            "can_cooperate",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("YES", "yes"),
                                    ("NO", "no"),
                                    ("LATER", "later"),
                                    ("UNKNOWN", "not known yet"),
                                ],
                                max_length=8,
                                verbose_name="can it be expected to cooperate with an investigation",
                            ),
                        ),
                        (
                            "can_cooperate_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why this is the answer; stored encrypted.",
                                verbose_name="why (cooperating)",
                            ),
                        ),
                        (
                            "can_tell_story",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("YES", "yes"),
                                    ("NO", "no"),
                                    ("LATER", "later"),
                                    ("UNKNOWN", "not known yet"),
                                ],
                                max_length=8,
                                verbose_name="can it be expected to tell its story",
                            ),
                        ),
                        (
                            "can_tell_story_why",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Why this is the answer; stored encrypted.",
                                verbose_name="why (telling)",
                            ),
                        ),
                        (
                            "child_asked",
                            models.BooleanField(default=False, verbose_name="the child was asked for its view"),
                        ),
                        (
                            "child_view",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="What the child says of this itself; if it was not asked, why not. Stored encrypted.",
                                verbose_name="the child's own view",
                            ),
                        ),
                        (
                            "adopted_in",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adopted",
                                to="shelter.cobomeeting",
                                verbose_name="adopted in the consultation of",
                            ),
                        ),
                        (
                            "adopted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="adopted on"),
                        ),
                        (
                            "organisations",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="organisations that adopted it"
                            ),
                        ),
                        (
                            "review_by",
                            models.DateField(
                                blank=True,
                                help_text="Leave empty for three months from now.",
                                null=True,
                                verbose_name="reviewed before",
                            ),
                        ),
                        (
                            "superseded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="replaced on"),
                        ),
                    ],
                    options={
                        "verbose_name": "risk analysis",
                        "verbose_name_plural": "risk analyses",
                        "ordering": ["-edition"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "edition"),
                                name="a_risk_analysis_has_its_own_edition",
                                violation_error_message="There is an edition of this number already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("adopted_on__isnull", False), ("superseded_on", None)),
                                fields=("case",),
                                name="one_risk_analysis_is_current",
                                violation_error_message="One risk analysis is current (S004-98).",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("adopted_on", None)),
                                fields=("placement",),
                                name="one_risk_analysis_is_prepared",
                                violation_error_message="A risk analysis is being prepared already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("adopted_in", None), ("adopted_on", None), ("superseded_on", None)),
                                    models.Q(
                                        ("adopted_in__isnull", False),
                                        ("adopted_on__isnull", False),
                                        ("organisations__gte", 2),
                                        ("review_by__isnull", False),
                                        models.Q(("can_report", ""), _negated=True),
                                        models.Q(("can_cooperate", ""), _negated=True),
                                        models.Q(("can_tell_story", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="two_organisations_adopt_three_answers",
                                violation_error_message="Two organisations or more adopt it, with the three questions answered (INV-22).",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRiskContribution",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "text",
                            config.encryption.EncryptedTextField(
                                help_text="What matters for the safety of this child. IND reads its own part only; stored encrypted.",
                                verbose_name="what your organisation knows",
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
                            "analysis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.riskanalysis",
                                verbose_name="risk analysis",
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
                        "verbose_name": "historical part of a risk analysis",
                        "verbose_name_plural": "historical parts of risk analyses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_f4cf0f_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RiskContribution",
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
                                related_name="risk_contributions",
                                to="intake.case",
                            ),
                        ),
                        (
                            "analysis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contributions",
                                to="shelter.riskanalysis",
                                verbose_name="risk analysis",
                            ),
                        ),
                        (
                            "text",
                            config.encryption.EncryptedTextField(
                                help_text="What matters for the safety of this child. IND reads its own part only; stored encrypted.",
                                verbose_name="what your organisation knows",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "part of a risk analysis",
                        "verbose_name_plural": "parts of risk analyses",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("analysis", "created_by_organisation"),
                                name="an_organisation_has_one_part",
                                violation_error_message="Your organisation has a part in this analysis already.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRiskPosition",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "position",
                            models.CharField(
                                choices=[("AGREES", "agrees"), ("DISSENTS", "does not agree")],
                                max_length=10,
                                verbose_name="position",
                            ),
                        ),
                        (
                            "remark",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Needed if your organisation does not agree; stored encrypted.",
                                verbose_name="why",
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
                            "analysis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.riskanalysis",
                                verbose_name="risk analysis",
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
                        "verbose_name": "historical position on a risk analysis",
                        "verbose_name_plural": "historical positions on risk analyses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_4eb0ea_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RiskPosition",
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
                                related_name="risk_positions",
                                to="intake.case",
                            ),
                        ),
                        (
                            "analysis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="shelter.riskanalysis",
                                verbose_name="risk analysis",
                            ),
                        ),
                        (
                            "position",
                            models.CharField(
                                choices=[("AGREES", "agrees"), ("DISSENTS", "does not agree")],
                                max_length=10,
                                verbose_name="position",
                            ),
                        ),
                        (
                            "remark",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Needed if your organisation does not agree; stored encrypted.",
                                verbose_name="why",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "position on a risk analysis",
                        "verbose_name_plural": "positions on risk analyses",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("analysis", "created_by_organisation"),
                                name="an_organisation_has_one_position",
                                violation_error_message="Your organisation has said already whether it agrees.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("position", "AGREES"), models.Q(("remark", ""), _negated=True), _connector="OR"
                                ),
                                name="who_does_not_agree_says_why",
                                violation_error_message="Say why your organisation does not agree.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStayReview",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "reviewed_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="reviewed on"
                            ),
                        ),
                        (
                            "looked_at",
                            config.encryption.EncryptedTextField(
                                help_text="How safe the child is, where its plan and programme stand, what it wants; stored encrypted.",
                                verbose_name="what was looked at",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(
                                choices=[
                                    ("STAY", "protected shelter is still needed"),
                                    ("PREPARE_MOVING_ON", "stays for now, and prepares for a next place"),
                                    ("NO_LONGER_NEEDED", "no longer needed, as it looks now"),
                                ],
                                max_length=20,
                                verbose_name="conclusion",
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
                        "verbose_name": "historical review of the stay",
                        "verbose_name_plural": "historical reviews of the stay",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_e62947_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StayReview",
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
                                related_name="stay_reviews",
                                to="intake.case",
                            ),
                        ),
                        (
                            "reviewed_on",
                            models.DateField(
                                blank=True, help_text="Leave empty for today.", verbose_name="reviewed on"
                            ),
                        ),
                        (
                            "looked_at",
                            config.encryption.EncryptedTextField(
                                help_text="How safe the child is, where its plan and programme stand, what it wants; stored encrypted.",
                                verbose_name="what was looked at",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(
                                choices=[
                                    ("STAY", "protected shelter is still needed"),
                                    ("PREPARE_MOVING_ON", "stays for now, and prepares for a next place"),
                                    ("NO_LONGER_NEEDED", "no longer needed, as it looks now"),
                                ],
                                max_length=20,
                                verbose_name="conclusion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review of the stay",
                        "verbose_name_plural": "reviews of the stay",
                        "ordering": ["-reviewed_on"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPreparation",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "talked_on",
                            models.DateField(help_text="Not in the future.", verbose_name="talked with the child on"),
                        ),
                        (
                            "will_live",
                            config.encryption.EncryptedTextField(
                                help_text="As far as it is known now, and what the child wants; stored encrypted.",
                                verbose_name="where it will live from eighteen on",
                            ),
                        ),
                        (
                            "cared_by",
                            config.encryption.EncryptedTextField(
                                help_text="As far as it is known now; stored encrypted.",
                                verbose_name="who will coordinate its care",
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
                        "verbose_name": "historical preparation for eighteen",
                        "verbose_name_plural": "historical preparations for eighteen",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_f15c90_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Preparation",
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
                                related_name="preparations",
                                to="intake.case",
                            ),
                        ),
                        (
                            "talked_on",
                            models.DateField(help_text="Not in the future.", verbose_name="talked with the child on"),
                        ),
                        (
                            "will_live",
                            config.encryption.EncryptedTextField(
                                help_text="As far as it is known now, and what the child wants; stored encrypted.",
                                verbose_name="where it will live from eighteen on",
                            ),
                        ),
                        (
                            "cared_by",
                            config.encryption.EncryptedTextField(
                                help_text="As far as it is known now; stored encrypted.",
                                verbose_name="who will coordinate its care",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "preparation for eighteen",
                        "verbose_name_plural": "preparations for eighteen",
                        "ordering": ["-talked_on", "-created_at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStepDownAssessment",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        ("opened_on", models.DateField(editable=False, verbose_name="opened on")),
                        (
                            "bo_need_ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The day on which this was established; empty: it was not.",
                                null=True,
                                verbose_name="protected shelter no longer needed since",
                            ),
                        ),
                        (
                            "bo_need_ended_by",
                            models.CharField(
                                blank=True,
                                choices=[("COBO", "the case consultation (COBO)"), ("COA", "COA"), ("NIDOS", "Nidos")],
                                max_length=10,
                                verbose_name="established by",
                            ),
                        ),
                        (
                            "regular_azc_too_big",
                            models.CharField(
                                blank=True,
                                choices=[("YES", "yes"), ("NO", "no")],
                                max_length=3,
                                verbose_name="a step to a regular asylum centre is too big",
                            ),
                        ),
                        (
                            "reception_entitled",
                            models.CharField(
                                blank=True,
                                choices=[("YES", "yes"), ("NO", "no")],
                                max_length=3,
                                verbose_name="still entitled to reception",
                            ),
                        ),
                        (
                            "unfinished_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only needed as long as they are not; stored encrypted.",
                                verbose_name="why it moves on before plan and programme are complete",
                            ),
                        ),
                        (
                            "coa_decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AZC", "an asylum centre"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                    ("FOSTER", "a foster family"),
                                    ("OTHER", "another place"),
                                    ("STAY", "stays in protected shelter"),
                                ],
                                max_length=12,
                                verbose_name="decision of COA",
                            ),
                        ),
                        (
                            "coa_reasons",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="reasons of COA"
                            ),
                        ),
                        (
                            "coa_decided_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="decided by COA on"),
                        ),
                        (
                            "nidos_decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AZC", "an asylum centre"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                    ("FOSTER", "a foster family"),
                                    ("OTHER", "another place"),
                                    ("STAY", "stays in protected shelter"),
                                ],
                                max_length=12,
                                verbose_name="decision of Nidos",
                            ),
                        ),
                        (
                            "nidos_reasons",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="reasons of Nidos"
                            ),
                        ),
                        (
                            "nidos_decided_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="decided by Nidos on"
                            ),
                        ),
                        (
                            "programme_complete",
                            models.BooleanField(editable=False, null=True, verbose_name="plan and programme complete"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AZC", "an asylum centre"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                    ("FOSTER", "a foster family"),
                                    ("OTHER", "another place"),
                                    ("STAY", "stays in protected shelter"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="agreed on"),
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
                            "placement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.placement",
                                verbose_name="placement",
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
                        "verbose_name": "historical step-down assessment",
                        "verbose_name_plural": "historical step-down assessments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_d4b37f_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StepDownAssessment",
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
                                related_name="step_downs",
                                to="intake.case",
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="step_downs",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        ("opened_on", models.DateField(editable=False, verbose_name="opened on")),
                        (
                            "bo_need_ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The day on which this was established; empty: it was not.",
                                null=True,
                                verbose_name="protected shelter no longer needed since",
                            ),
                        ),
                        (
                            "bo_need_ended_by",
                            models.CharField(
                                blank=True,
                                choices=[("COBO", "the case consultation (COBO)"), ("COA", "COA"), ("NIDOS", "Nidos")],
                                max_length=10,
                                verbose_name="established by",
                            ),
                        ),
                        (
                            "regular_azc_too_big",
                            models.CharField(
                                blank=True,
                                choices=[("YES", "yes"), ("NO", "no")],
                                max_length=3,
                                verbose_name="a step to a regular asylum centre is too big",
                            ),
                        ),
                        (
                            "reception_entitled",
                            models.CharField(
                                blank=True,
                                choices=[("YES", "yes"), ("NO", "no")],
                                max_length=3,
                                verbose_name="still entitled to reception",
                            ),
                        ),
                        (
                            "unfinished_reason",
                            config.encryption.EncryptedTextField(
                                blank=True,
                                help_text="Only needed as long as they are not; stored encrypted.",
                                verbose_name="why it moves on before plan and programme are complete",
                            ),
                        ),
                        (
                            "coa_decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AZC", "an asylum centre"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                    ("FOSTER", "a foster family"),
                                    ("OTHER", "another place"),
                                    ("STAY", "stays in protected shelter"),
                                ],
                                max_length=12,
                                verbose_name="decision of COA",
                            ),
                        ),
                        (
                            "coa_reasons",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="reasons of COA"
                            ),
                        ),
                        (
                            "coa_decided_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="decided by COA on"),
                        ),
                        (
                            "nidos_decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AZC", "an asylum centre"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                    ("FOSTER", "a foster family"),
                                    ("OTHER", "another place"),
                                    ("STAY", "stays in protected shelter"),
                                ],
                                max_length=12,
                                verbose_name="decision of Nidos",
                            ),
                        ),
                        (
                            "nidos_reasons",
                            config.encryption.EncryptedTextField(
                                blank=True, help_text="Stored encrypted.", verbose_name="reasons of Nidos"
                            ),
                        ),
                        (
                            "nidos_decided_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="decided by Nidos on"
                            ),
                        ),
                        (
                            "programme_complete",
                            models.BooleanField(editable=False, null=True, verbose_name="plan and programme complete"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AZC", "an asylum centre"),
                                    ("SPECIAL_AZC", "a specially equipped asylum centre"),
                                    ("FOSTER", "a foster family"),
                                    ("OTHER", "another place"),
                                    ("STAY", "stays in protected shelter"),
                                ],
                                editable=False,
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="agreed on"),
                        ),
                    ],
                    options={
                        "verbose_name": "step-down assessment",
                        "verbose_name_plural": "step-down assessments",
                        "ordering": ["-opened_on", "-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("placement",),
                                name="one_step_down_is_open",
                                violation_error_message="It is being assessed already whether this child can move on.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("bo_need_ended_by", ""), ("bo_need_ended_on", None)),
                                    models.Q(
                                        ("bo_need_ended_on__isnull", False),
                                        models.Q(("bo_need_ended_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="the_end_of_the_need_has_a_day_and_somebody",
                                violation_error_message="Say since when protected shelter is no longer needed, and who established it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("coa_decided_on", None), ("coa_decision", "")),
                                    models.Q(
                                        ("coa_decided_on__isnull", False),
                                        models.Q(("coa_decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="what_coa_decided_has_its_day",
                                violation_error_message="A decision has its day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("nidos_decided_on", None), ("nidos_decision", "")),
                                    models.Q(
                                        ("nidos_decided_on__isnull", False),
                                        models.Q(("nidos_decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="what_nidos_decided_has_its_day",
                                violation_error_message="A decision has its day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_on", None), ("outcome", "")),
                                    models.Q(
                                        ("agreed_on__isnull", False),
                                        ("coa_decision", models.F("outcome")),
                                        ("nidos_decision", models.F("outcome")),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_step_down_takes_two_signatures",
                                violation_error_message="COA and Nidos decide this together (S004-55).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "SPECIAL_AZC"), _negated=True),
                                    models.Q(
                                        ("bo_need_ended_on__isnull", False),
                                        ("reception_entitled", "YES"),
                                        ("regular_azc_too_big", "YES"),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_special_azc_takes_three_conditions",
                                violation_error_message="A specially equipped asylum centre takes all three conditions (INV-26).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["", "STAY"]),
                                    models.Q(
                                        ("bo_need_ended_on__isnull", False),
                                        ("programme_complete__isnull", False),
                                        models.Q(
                                            ("programme_complete", True),
                                            models.Q(("unfinished_reason", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="who_moves_on_has_finished_or_a_reason",
                                violation_error_message="Plan and programme are not complete: say why the child moves on (S004-119).",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTransfer",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                        ("created_by", models.UUIDField(editable=False, null=True)),
                        ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                        ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "planned_at",
                            models.DateTimeField(
                                help_text="When the child leaves; not in the past.", verbose_name="leaves at"
                            ),
                        ),
                        (
                            "escort",
                            models.CharField(
                                choices=[
                                    ("MENTOR", "a mentor"),
                                    ("GUARDIAN", "the guardian"),
                                    ("COA", "an employee of COA"),
                                    ("SECURED", "secured transport"),
                                ],
                                max_length=10,
                                verbose_name="who goes along",
                            ),
                        ),
                        (
                            "move_reason",
                            models.CharField(
                                blank=True,
                                help_text="Every move harms; say why it is needed.",
                                max_length=500,
                                verbose_name="reason for the move",
                            ),
                        ),
                        (
                            "avoidable",
                            models.CharField(
                                blank=True,
                                choices=[("NO", "no"), ("YES", "yes")],
                                max_length=3,
                                verbose_name="could this move be avoided?",
                            ),
                        ),
                        (
                            "override_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="reason for crisis shelter"),
                        ),
                        (
                            "bar_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="reason to move it all the same"
                            ),
                        ),
                        (
                            "unfinished_reason",
                            models.CharField(
                                blank=True,
                                help_text="Only if it leaves protected shelter before guidance plan and programme are finished (S004-119).",
                                max_length=500,
                                verbose_name="why it leaves protected shelter now",
                            ),
                        ),
                        (
                            "apart_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="reason to live apart from brother or sister"
                            ),
                        ),
                        (
                            "departed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="left at"),
                        ),
                        (
                            "arrived_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="arrived at"),
                        ),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="called off at"),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True,
                                help_text="The bed is free again for others.",
                                max_length=500,
                                verbose_name="why it is called off",
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
                            "placement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="The stay it leaves; empty: it leaves from the place of arrival.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.placement",
                                verbose_name="placement",
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
                        (
                            "bed",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="It is kept free for the child from now on.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="shelter.bed",
                                verbose_name="bed",
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
                        "verbose_name": "historical transfer",
                        "verbose_name_plural": "historical transfers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [
                            models.Index(fields=["history_date", "id"], name="shelter_his_history_461e14_idx")
                        ],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="intake.case"
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="The stay it leaves; empty: it leaves from the place of arrival.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="shelter.placement",
                                verbose_name="placement",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                help_text="May stay empty when a bed is named.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shelter.location",
                                verbose_name="location",
                            ),
                        ),
                        (
                            "bed",
                            models.ForeignKey(
                                help_text="It is kept free for the child from now on.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="shelter.bed",
                                verbose_name="bed",
                            ),
                        ),
                        (
                            "planned_at",
                            models.DateTimeField(
                                help_text="When the child leaves; not in the past.", verbose_name="leaves at"
                            ),
                        ),
                        (
                            "escort",
                            models.CharField(
                                choices=[
                                    ("MENTOR", "a mentor"),
                                    ("GUARDIAN", "the guardian"),
                                    ("COA", "an employee of COA"),
                                    ("SECURED", "secured transport"),
                                ],
                                max_length=10,
                                verbose_name="who goes along",
                            ),
                        ),
                        (
                            "move_reason",
                            models.CharField(
                                blank=True,
                                help_text="Every move harms; say why it is needed.",
                                max_length=500,
                                verbose_name="reason for the move",
                            ),
                        ),
                        (
                            "avoidable",
                            models.CharField(
                                blank=True,
                                choices=[("NO", "no"), ("YES", "yes")],
                                max_length=3,
                                verbose_name="could this move be avoided?",
                            ),
                        ),
                        (
                            "override_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="reason for crisis shelter"),
                        ),
                        (
                            "bar_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="reason to move it all the same"
                            ),
                        ),
                        (
                            "unfinished_reason",
                            models.CharField(
                                blank=True,
                                help_text="Only if it leaves protected shelter before guidance plan and programme are finished (S004-119).",
                                max_length=500,
                                verbose_name="why it leaves protected shelter now",
                            ),
                        ),
                        (
                            "apart_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="reason to live apart from brother or sister"
                            ),
                        ),
                        (
                            "departed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="left at"),
                        ),
                        (
                            "arrived_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="arrived at"),
                        ),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="called off at"),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True,
                                help_text="The bed is free again for others.",
                                max_length=500,
                                verbose_name="why it is called off",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "transfer",
                        "verbose_name_plural": "transfers",
                        "ordering": ["-planned_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("arrived_at", None), ("cancelled_at", None)),
                                fields=("case",),
                                name="one_transfer_is_open",
                                violation_error_message="A transfer of this child is planned already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("arrived_at", None), ("cancelled_at", None)),
                                fields=("bed",),
                                name="a_bed_is_promised_once",
                                violation_error_message="This bed is promised to another child (INV-08).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("arrived_at", None),
                                    models.Q(
                                        ("arrived_at__gte", models.F("departed_at")), ("departed_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="who_arrives_has_left",
                                violation_error_message="A child arrives after it left.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancel_reason", ""), ("cancelled_at", None)),
                                    models.Q(
                                        ("arrived_at", None),
                                        ("cancelled_at__isnull", False),
                                        models.Q(("cancel_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_transfer_is_called_off_with_a_reason",
                                violation_error_message="A transfer is called off with a reason, and not after the arrival.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("placement", None), models.Q(("move_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="a_planned_move_has_its_reason",
                                violation_error_message="A move needs its reason (S004-18).",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
