import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import audit.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Anchoring",
            fields=[
                (
                    "place",
                    models.CharField(
                        choices=[("FILE", "a file"), ("URL", "a web address")],
                        max_length=10,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "number",
                    models.PositiveBigIntegerField(default=0, help_text="The last seal that is anchored there."),
                ),
                ("anchored_at", models.DateTimeField(null=True)),
                (
                    "failed_at",
                    models.DateTimeField(help_text="Since when it fails; empty when it does not.", null=True),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("UNREACHABLE", "the place could not be reached or written to"),
                            (
                                "OTHER_SEALS",
                                "the place holds other seals than the database; perhaps an older copy was restored",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Layout",
            fields=[
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the text.", max_length=64, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        help_text="When, by the clock of the database (UTC).",
                    ),
                ),
                (
                    "tx",
                    audit.fields.TransactionIdField(
                        db_default=audit.fields.CurrentTransaction(),
                        help_text="The database transaction it belongs to.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CREATE", "added"),
                            ("CHANGE", "changed"),
                            ("READ", "read"),
                            ("LIST", "listed"),
                            ("SEARCH", "searched"),
                            ("PRINT", "printed"),
                            ("EXPORT", "exported"),
                            ("EMERGENCY", "emergency access"),
                            ("DENIAL", "refused"),
                            ("LOGIN", "logged in"),
                            ("LOGIN_FAILED", "log-in failed"),
                            ("LOGOUT", "logged out"),
                            ("DESTROY", "destroyed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("table", models.CharField(blank=True, help_text="The table of the record.", max_length=63)),
                ("record", models.UUIDField(null=True)),
                (
                    "version",
                    models.PositiveIntegerField(
                        help_text="The version the change made, or the reader saw.", null=True
                    ),
                ),
                ("case", models.UUIDField(help_text="The case the record belongs to.", null=True)),
                ("cases", models.JSONField(help_text="The cases a list showed.", null=True)),
                (
                    "data_classes",
                    models.JSONField(default=list, help_text="Which classes of data were shown or changed."),
                ),
                ("person", models.UUIDField(null=True)),
                ("in_place_of", models.UUIDField(help_text="For whom the person stood in.", null=True)),
                (
                    "user_id",
                    models.CharField(blank=True, help_text="The person's id at the partner's side.", max_length=80),
                ),
                ("client", models.CharField(blank=True, help_text="The API client.", max_length=100)),
                ("organisation", models.UUIDField(null=True)),
                ("role", models.CharField(blank=True, max_length=60)),
                ("purpose", models.CharField(blank=True, max_length=20)),
                (
                    "origin",
                    models.CharField(
                        choices=[("ADMIN", "screen"), ("API", "API"), ("COMMAND", "command"), ("SYSTEM", "system")],
                        max_length=10,
                    ),
                ),
                (
                    "ground",
                    models.CharField(blank=True, help_text="The involvement that gave the right.", max_length=120),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Why it was refused, as a code and its source.", max_length=120
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("ALLOWED", "allowed"), ("REFUSED", "refused"), ("FAILED", "failed")],
                        max_length=10,
                    ),
                ),
                (
                    "checks",
                    models.JSONField(default=list, help_text="Which checks it passed; of what was refused, none."),
                ),
                ("trace_id", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["record", "version"], name="entry_record_version"),
                    models.Index(fields=["case", "-id"], name="entry_case"),
                    models.Index(fields=["person", "-id"], name="entry_person"),
                    models.Index(fields=["tx", "id"], name="entry_order"),
                    models.Index(fields=["person", "at"], name="entry_person_at"),
                    models.Index(
                        condition=models.Q(("client", ""), _negated=True), fields=["client", "id"], name="entry_client"
                    ),
                    models.Index(
                        condition=models.Q(("client", ""), _negated=True),
                        fields=["client", "at"],
                        name="entry_client_at",
                    ),
                    models.Index(
                        condition=models.Q(("user_id", ""), _negated=True),
                        fields=["user_id", "id"],
                        name="entry_user_id",
                    ),
                    models.Index(
                        condition=models.Q(("user_id", ""), _negated=True),
                        fields=["user_id", "at"],
                        name="entry_user_id_at",
                    ),
                    models.Index(
                        condition=models.Q(("case__isnull", True), ("cases__isnull", True)),
                        fields=["id"],
                        name="entry_outside",
                    ),
                    models.Index(
                        condition=models.Q(("case__isnull", True), ("cases__isnull", True)),
                        fields=["kind", "id"],
                        name="entry_outside_kind",
                    ),
                    models.Index(
                        condition=models.Q(("kind__in", ["CREATE", "CHANGE"])),
                        fields=["tx", "id"],
                        name="entry_changes",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["cases"], name="entry_cases", opclasses=["jsonb_path_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(help_text="When, by the clock of the database (UTC).")),
                ("previous", models.CharField(help_text="The chain of the seal before.", max_length=64)),
                ("root", models.CharField(help_text="The Merkle root of the entries.", max_length=64)),
                ("count", models.PositiveIntegerField()),
                ("until_tx", models.BigIntegerField(help_text="All before this transaction is sealed.")),
                (
                    "until_entry",
                    models.BigIntegerField(help_text="Of that transaction, all up to this entry is sealed."),
                ),
                ("newest_entry", models.BigIntegerField(help_text="The highest entry that was there, sealed or not.")),
                ("next_tx", models.BigIntegerField(help_text="Transactions from here on began after the seal.")),
                ("chain", models.CharField(max_length=64, unique=True)),
                (
                    "layout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.layout"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("entry", models.BigIntegerField(primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "content",
                    models.CharField(
                        blank=True, help_text="The digest of the version that the entry tells of.", max_length=64
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="audit.seal",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("seal", "position"), name="leaf_position")],
            },
        ),
    ]
