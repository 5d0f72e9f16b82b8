import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import config.encryption
import partners.models.outbox


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
        ("partners", "0001_initial"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalAlertAnswer",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "case_id",
                    models.UUIDField(
                        blank=True,
                        help_text="The case; a plain id, as cases live in a higher room. Empty: it is about all places together.",
                        null=True,
                    ),
                ),
                (
                    "code",
                    models.CharField(help_text="The alert by its code, as AL-03.", max_length=8, verbose_name="alert"),
                ),
                (
                    "alert",
                    models.UUIDField(
                        help_text="Which alert: it follows from its code, what it is about and since when."
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        help_text="Whose list it is taken from; others still see it.",
                        max_length=60,
                        verbose_name="role",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("ACKNOWLEDGED", "seen"), ("SNOOZED", "later")],
                        default="ACKNOWLEDGED",
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The day on which it comes back.", null=True, verbose_name="until"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                "verbose_name": "historical answer to an alert",
                "verbose_name_plural": "historical answers to alerts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="partners_hi_history_b77fe0_idx")],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AlertAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "case_id",
                    models.UUIDField(
                        blank=True,
                        help_text="The case; a plain id, as cases live in a higher room. Empty: it is about all places together.",
                        null=True,
                    ),
                ),
                (
                    "code",
                    models.CharField(help_text="The alert by its code, as AL-03.", max_length=8, verbose_name="alert"),
                ),
                (
                    "alert",
                    models.UUIDField(
                        help_text="Which alert: it follows from its code, what it is about and since when."
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
                (
                    "role",
                    models.CharField(
                        help_text="Whose list it is taken from; others still see it.",
                        max_length=60,
                        verbose_name="role",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("ACKNOWLEDGED", "seen"), ("SNOOZED", "later")],
                        default="ACKNOWLEDGED",
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The day on which it comes back.", null=True, verbose_name="until"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "answer to an alert",
                "verbose_name_plural": "answers to alerts",
                "indexes": [models.Index(fields=["case_id"], name="alert_answer_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "SNOOZED"), ("until__isnull", False)),
                            models.Q(("answer", "ACKNOWLEDGED"), ("until", None)),
                            _connector="OR",
                        ),
                        name="an_alert_is_put_off_until_a_day",
                        violation_error_message="Say until which day the alert is put off, or that it was seen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="an_alert_is_answered_with_a_reason",
                        violation_error_message="Say why.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyDesk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_desk",
                        to="partners.organisation",
                    ),
                ),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                (
                    "hours",
                    models.CharField(
                        help_text="When somebody answers, in a few words.", max_length=120, verbose_name="when"
                    ),
                ),
            ],
            options={
                "verbose_name": "duty desk",
                "verbose_name_plural": "duty desks",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStandIn",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("since", models.DateField(verbose_name="first day")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Leave empty while nobody knows; end it when it is over.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leave empty for yourself.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is away",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who stands in",
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
                "verbose_name": "historical stand-in",
                "verbose_name_plural": "historical stand-ins",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="partners_hi_history_6b1708_idx")],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leave empty for yourself.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stand_ins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is away",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who stands in",
                    ),
                ),
                ("since", models.DateField(verbose_name="first day")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Leave empty while nobody knows; end it when it is over.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            ],
            options={
                "verbose_name": "stand-in",
                "verbose_name_plural": "stand-ins",
                "ordering": ["-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_stand_in_ends_after_it_began",
                        violation_error_message="The last day comes before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("stand_in")), _negated=True),
                        name="nobody_stands_in_for_themselves",
                        violation_error_message="Name somebody else: nobody stands in for themselves.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalInvolvement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("case_id", models.UUIDField(help_text="The case; a plain id, because cases live in a higher room.")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("INTAKE", "registration"),
                            ("RECEPTION", "arrival stay"),
                            ("GUARDIAN", "guardianship"),
                            ("AFTER_GUARDIANSHIP", "guardianship ended: sees to what is left"),
                            ("OF_AGE", "of age, and the case is open"),
                            ("CARE", "care coordination"),
                            ("OWN_SIGNAL", "own signal"),
                            ("SIGNAL", "signal"),
                            ("INDICATION", "indication"),
                            ("PLACEMENT", "placement"),
                            ("HOUSE", "lives in the house"),
                            ("TRACK", "residence procedure"),
                            ("ABSENCE", "absence"),
                            ("AGENDA", "case consultation"),
                            ("ASSIGNED", "assigned"),
                            ("REPORTING", "reports to CoMensha"),
                            ("REFERRAL", "referral"),
                            ("CLOSED", "keeps the closed case"),
                            ("EMERGENCY", "emergency access"),
                            ("GRANTED", "granted on request"),
                            ("NAMED", "named person"),
                            ("AUTHORISED", "authorised for special data"),
                            ("AGREEMENT", "the child agrees"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=60, verbose_name="role")),
                ("location", models.UUIDField(null=True)),
                (
                    "about",
                    models.UUIDField(
                        help_text="The row whose end closes this: the signal, indication, placement.", null=True
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                (
                    "goes_on_in",
                    models.UUIDField(
                        help_text="The case in which this one goes on, when the two are of one child.", null=True
                    ),
                ),
                (
                    "goes_on_as",
                    models.CharField(blank=True, help_text="The number of the case that goes on.", max_length=20),
                ),
                (
                    "sort_key",
                    models.BigIntegerField(help_text="The number of the case: lists start here and never sort cases."),
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                "verbose_name": "historical involvement",
                "verbose_name_plural": "historical involvements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="partners_hi_history_75d99a_idx")],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("case_id", models.UUIDField(help_text="The case; a plain id, because cases live in a higher room.")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("INTAKE", "registration"),
                            ("RECEPTION", "arrival stay"),
                            ("GUARDIAN", "guardianship"),
                            ("AFTER_GUARDIANSHIP", "guardianship ended: sees to what is left"),
                            ("OF_AGE", "of age, and the case is open"),
                            ("CARE", "care coordination"),
                            ("OWN_SIGNAL", "own signal"),
                            ("SIGNAL", "signal"),
                            ("INDICATION", "indication"),
                            ("PLACEMENT", "placement"),
                            ("HOUSE", "lives in the house"),
                            ("TRACK", "residence procedure"),
                            ("ABSENCE", "absence"),
                            ("AGENDA", "case consultation"),
                            ("ASSIGNED", "assigned"),
                            ("REPORTING", "reports to CoMensha"),
                            ("REFERRAL", "referral"),
                            ("CLOSED", "keeps the closed case"),
                            ("EMERGENCY", "emergency access"),
                            ("GRANTED", "granted on request"),
                            ("NAMED", "named person"),
                            ("AUTHORISED", "authorised for special data"),
                            ("AGREEMENT", "the child agrees"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=60, verbose_name="role")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                ("location", models.UUIDField(null=True)),
                (
                    "about",
                    models.UUIDField(
                        help_text="The row whose end closes this: the signal, indication, placement.", null=True
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                (
                    "goes_on_in",
                    models.UUIDField(
                        help_text="The case in which this one goes on, when the two are of one child.", null=True
                    ),
                ),
                (
                    "goes_on_as",
                    models.CharField(blank=True, help_text="The number of the case that goes on.", max_length=20),
                ),
                (
                    "sort_key",
                    models.BigIntegerField(help_text="The number of the case: lists start here and never sort cases."),
                ),
            ],
            options={
                "verbose_name": "involvement",
                "verbose_name_plural": "involvements",
                "indexes": [
                    models.Index(fields=["organisation", "-sort_key"], name="involvement_list"),
                    models.Index(fields=["case_id", "organisation"], name="involvement_case"),
                    models.Index(fields=["about"], name="involvement_about"),
                    models.Index(
                        condition=models.Q(("ground", "CLOSED")), fields=["case_id"], name="involvement_closed"
                    ),
                    models.Index(
                        condition=models.Q(("goes_on_in__isnull", False)),
                        fields=["goes_on_in"],
                        name="involvement_goes_on",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="involvement_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground__in", ["NAMED", "AUTHORISED"]), _negated=True),
                            ("person__isnull", False),
                            _connector="OR",
                        ),
                        name="what_holds_in_person_names_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground__in", ["EMERGENCY", "GRANTED"]), _negated=True),
                            models.Q(("person__isnull", False), ("until__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_is_opened_for_a_person_names_it_and_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalNotice",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("case_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SIGNAL", "A signal was raised"),
                            ("SIGNAL_UNMATCHED", "A signal from outside fits no case yet"),
                            ("INDICATION", "An indication was decided"),
                            ("PLACEMENT", "The child was placed"),
                            ("MOVE", "The child was moved"),
                            ("DEPARTURE", "A young adult left the shelter for a place of its own"),
                            ("REST_REQUESTED", "An extension of the rest period was asked for"),
                            ("REST_EXTENDED", "The rest period was extended"),
                            ("HEARING_PLANNED", "The first hearing was planned"),
                            ("HEARING_CONFLICT", "The planned hearing now falls inside the rest period"),
                            ("GUARDIANSHIP", "Guardianship was requested"),
                            ("BIRTH_DATE", "The birth date changed: the clocks were computed again"),
                            ("CONVERSATION_PLANNED", "A conversation was planned"),
                            ("SIGNAL_ASSESSED", "A signal was assessed"),
                            ("SIGNAL_REOPENED", "A signal was opened again"),
                            ("SIGNAL_MERGED", "Two signals turned out to be one"),
                            (
                                "SIGNAL_WRONG_CHILD",
                                "A signal was about another child: what was told of it is withdrawn",
                            ),
                            ("SIBLING_SIGNALLED", "A signal was raised about a brother or sister"),
                            ("DUPLICATE", "This child may be in another case already"),
                            ("MERGE_REQUESTED", "It was asked to join two cases of one child"),
                            ("MERGED", "Two cases of one child were joined"),
                            ("MERGE_UNDONE", "Two joined cases were separated again"),
                            ("AGE_ASSESSMENT", "The age of the child is being assessed"),
                            ("AGE_CONTESTED", "The age is contested: the child counts as a minor until it is final"),
                            ("AGE_DECIDED", "The assessment of the child's age has an outcome"),
                            ("AGE_FINAL", "The age of the child is final"),
                            ("CASE_CLOSED", "The case was closed"),
                            ("CASE_REOPENED", "The case was opened again"),
                            ("EMERGENCY_OPENED", "Somebody opened a case in acute danger"),
                            ("EMERGENCY_REVIEWED", "An emergency access was reviewed"),
                            ("ACCESS_REQUESTED", "Somebody asks for access to the case of a child"),
                            ("ACCESS_GRANTED", "You have been given access to a case"),
                            ("ACCESS_ANSWERED", "Your request for access was dealt with"),
                            ("COMENSHA_MESSAGE", "A message for CoMensha is ready"),
                            ("COMENSHA_WITHDRAWN", "Consent was withdrawn after a report to CoMensha"),
                            ("ABSENCE", "A child is missing or left early"),
                            ("ABSENCE_ENDED", "The child is no longer missing"),
                            ("LAWYER_ASSIGNED", "You are the lawyer of this child"),
                            ("MEASURE", "A safety measure was agreed on"),
                            ("MEASURE_ENDED", "A safety measure ended"),
                            ("INCIDENT", "Something suspicious near a house"),
                            ("INCIDENT_CLOSED", "What was suspicious near a house is over"),
                            ("TRANSFER_PLANNED", "The child will move to another house"),
                            ("TRANSFER_DEPARTED", "The child is on its way to another house"),
                            ("TRANSFER_ARRIVED", "The child arrived in the other house"),
                            ("TRANSFER_CANCELLED", "A planned move was called off"),
                            ("MOVE_ALL_THE_SAME", "The child is moved, though it should stay where it is"),
                            ("STEP_DOWN", "COA and Nidos assess whether the child can move on"),
                            ("CARE_COORDINATION", "Care coordination began or ended"),
                            ("COBO_AGENDA", "The child is on the agenda of a case consultation"),
                            ("COBO_MISSED", "Your organisation was missed in a case consultation"),
                            ("ALERT", "An alert asks for attention"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                ("about", models.UUIDField(help_text="The id of the signal, indication, placement or hearing.")),
                ("to_role", models.CharField(blank=True, max_length=60, verbose_name="to role")),
                (
                    "source",
                    models.CharField(
                        help_text="The rule that asks for this notice.", max_length=40, verbose_name="source"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("due_at", models.DateTimeField(null=True, verbose_name="to be seen before")),
                ("acknowledged_at", models.DateTimeField(null=True, verbose_name="seen at")),
                ("acknowledged_by", models.UUIDField(null=True)),
                ("acknowledged_user_id", models.CharField(blank=True, max_length=80)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="from",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="to",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to person",
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
                "verbose_name": "historical notice",
                "verbose_name_plural": "historical notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="partners_hi_history_ab13b0_idx")],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("case_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SIGNAL", "A signal was raised"),
                            ("SIGNAL_UNMATCHED", "A signal from outside fits no case yet"),
                            ("INDICATION", "An indication was decided"),
                            ("PLACEMENT", "The child was placed"),
                            ("MOVE", "The child was moved"),
                            ("DEPARTURE", "A young adult left the shelter for a place of its own"),
                            ("REST_REQUESTED", "An extension of the rest period was asked for"),
                            ("REST_EXTENDED", "The rest period was extended"),
                            ("HEARING_PLANNED", "The first hearing was planned"),
                            ("HEARING_CONFLICT", "The planned hearing now falls inside the rest period"),
                            ("GUARDIANSHIP", "Guardianship was requested"),
                            ("BIRTH_DATE", "The birth date changed: the clocks were computed again"),
                            ("CONVERSATION_PLANNED", "A conversation was planned"),
                            ("SIGNAL_ASSESSED", "A signal was assessed"),
                            ("SIGNAL_REOPENED", "A signal was opened again"),
                            ("SIGNAL_MERGED", "Two signals turned out to be one"),
                            (
                                "SIGNAL_WRONG_CHILD",
                                "A signal was about another child: what was told of it is withdrawn",
                            ),
                            ("SIBLING_SIGNALLED", "A signal was raised about a brother or sister"),
                            ("DUPLICATE", "This child may be in another case already"),
                            ("MERGE_REQUESTED", "It was asked to join two cases of one child"),
                            ("MERGED", "Two cases of one child were joined"),
                            ("MERGE_UNDONE", "Two joined cases were separated again"),
                            ("AGE_ASSESSMENT", "The age of the child is being assessed"),
                            ("AGE_CONTESTED", "The age is contested: the child counts as a minor until it is final"),
                            ("AGE_DECIDED", "The assessment of the child's age has an outcome"),
                            ("AGE_FINAL", "The age of the child is final"),
                            ("CASE_CLOSED", "The case was closed"),
                            ("CASE_REOPENED", "The case was opened again"),
                            ("EMERGENCY_OPENED", "Somebody opened a case in acute danger"),
                            ("EMERGENCY_REVIEWED", "An emergency access was reviewed"),
                            ("ACCESS_REQUESTED", "Somebody asks for access to the case of a child"),
                            ("ACCESS_GRANTED", "You have been given access to a case"),
                            ("ACCESS_ANSWERED", "Your request for access was dealt with"),
                            ("COMENSHA_MESSAGE", "A message for CoMensha is ready"),
                            ("COMENSHA_WITHDRAWN", "Consent was withdrawn after a report to CoMensha"),
                            ("ABSENCE", "A child is missing or left early"),
                            ("ABSENCE_ENDED", "The child is no longer missing"),
                            ("LAWYER_ASSIGNED", "You are the lawyer of this child"),
                            ("MEASURE", "A safety measure was agreed on"),
                            ("MEASURE_ENDED", "A safety measure ended"),
                            ("INCIDENT", "Something suspicious near a house"),
                            ("INCIDENT_CLOSED", "What was suspicious near a house is over"),
                            ("TRANSFER_PLANNED", "The child will move to another house"),
                            ("TRANSFER_DEPARTED", "The child is on its way to another house"),
                            ("TRANSFER_ARRIVED", "The child arrived in the other house"),
                            ("TRANSFER_CANCELLED", "A planned move was called off"),
                            ("MOVE_ALL_THE_SAME", "The child is moved, though it should stay where it is"),
                            ("STEP_DOWN", "COA and Nidos assess whether the child can move on"),
                            ("CARE_COORDINATION", "Care coordination began or ended"),
                            ("COBO_AGENDA", "The child is on the agenda of a case consultation"),
                            ("COBO_MISSED", "Your organisation was missed in a case consultation"),
                            ("ALERT", "An alert asks for attention"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                ("about", models.UUIDField(help_text="The id of the signal, indication, placement or hearing.")),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="from",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="partners.organisation",
                        verbose_name="to",
                    ),
                ),
                ("to_role", models.CharField(blank=True, max_length=60, verbose_name="to role")),
                (
                    "to_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to person",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="The rule that asks for this notice.", max_length=40, verbose_name="source"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("due_at", models.DateTimeField(null=True, verbose_name="to be seen before")),
                ("acknowledged_at", models.DateTimeField(null=True, verbose_name="seen at")),
                ("acknowledged_by", models.UUIDField(null=True)),
                ("acknowledged_user_id", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(fields=["to_organisation", "-sent_at"], name="notice_receiver"),
                    models.Index(fields=["case_id"], name="notice_case"),
                    models.Index(fields=["about"], name="notice_about"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("about", "kind", "to_organisation", "to_role", "source"),
                        name="one_notice_per_receiver",
                        violation_error_message="This organisation has already been told.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="webhook", to="partners.organisation"
                    ),
                ),
                ("url", models.URLField(verbose_name="address")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="WebhookSecret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="secrets", to="partners.webhook"
                    ),
                ),
                ("secret", config.encryption.EncryptedTextField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "secret of a webhook",
                "verbose_name_plural": "secrets of webhooks",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="message", to="partners.notice"
                    ),
                ),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="partners.webhook"
                    ),
                ),
                ("case_id", models.UUIDField(help_text="What is told of one case arrives in its order.", null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NAME", "the name of the server is not known"),
                            ("ADDRESS", "the server has an address that may not be called"),
                            ("UNREACHABLE", "the server cannot be reached"),
                            ("TLS", "the certificate of the server is not valid"),
                            ("TIMEOUT", "the server took too long"),
                            ("GARBLED", "the server answered something that is no HTTP"),
                            ("ANSWER", "the server refused it"),
                            ("OURS", "something went wrong at our side"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.PositiveSmallIntegerField(help_text="The status that the server answered.", null=True),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["webhook", "next_attempt_at", "id"],
                        name="outbox_turn",
                    ),
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["webhook", "case_id", "id"],
                        name="outbox_order",
                    ),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeadLetter",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                ("kind", models.CharField(choices=partners.models.outbox.kinds, max_length=20, verbose_name="about")),
                ("given_up_at", models.DateTimeField(verbose_name="put aside at")),
                ("attempts", models.PositiveIntegerField(verbose_name="tries")),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("NAME", "the name of the server is not known"),
                            ("ADDRESS", "the server has an address that may not be called"),
                            ("UNREACHABLE", "the server cannot be reached"),
                            ("TLS", "the certificate of the server is not valid"),
                            ("TIMEOUT", "the server took too long"),
                            ("GARBLED", "the server answered something that is no HTTP"),
                            ("ANSWER", "the server refused it"),
                            ("OURS", "something went wrong at our side"),
                        ],
                        max_length=12,
                        verbose_name="what went wrong",
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                ("resent_at", models.DateTimeField(null=True, verbose_name="sent again at")),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.notice",
                        verbose_name="notice",
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                "verbose_name": "historical undelivered notice",
                "verbose_name_plural": "historical undelivered notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="partners_hi_history_0980ae_idx")],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DeadLetter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("created_by", models.UUIDField(editable=False, null=True)),
                ("created_by_organisation", models.UUIDField(editable=False, null=True)),
                ("created_by_role", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dead_letters",
                        to="partners.notice",
                        verbose_name="notice",
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
                ("kind", models.CharField(choices=partners.models.outbox.kinds, max_length=20, verbose_name="about")),
                ("given_up_at", models.DateTimeField(verbose_name="put aside at")),
                ("attempts", models.PositiveIntegerField(verbose_name="tries")),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("NAME", "the name of the server is not known"),
                            ("ADDRESS", "the server has an address that may not be called"),
                            ("UNREACHABLE", "the server cannot be reached"),
                            ("TLS", "the certificate of the server is not valid"),
                            ("TIMEOUT", "the server took too long"),
                            ("GARBLED", "the server answered something that is no HTTP"),
                            ("ANSWER", "the server refused it"),
                            ("OURS", "something went wrong at our side"),
                        ],
                        max_length=12,
                        verbose_name="what went wrong",
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                ("resent_at", models.DateTimeField(null=True, verbose_name="sent again at")),
            ],
            options={
                "verbose_name": "undelivered notice",
                "verbose_name_plural": "undelivered notices",
                "indexes": [models.Index(fields=["organisation", "-given_up_at"], name="dead_letter_organisation")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resent_at", None)),
                        fields=("notice",),
                        name="a_notice_is_put_aside_once",
                        violation_error_message="This notice is put aside already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredAnswer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("asked", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("record", models.UUIDField(help_text="The record that was made or changed.", null=True)),
                ("location", models.CharField(blank=True, max_length=255)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("client", "key"), name="a_key_of_a_client_is_used_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RateWindow",
            fields=[
                ("subject", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("minute", models.BigIntegerField(db_index=True)),
                ("calls", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
