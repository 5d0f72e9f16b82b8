import uuid

import django.db.models.deletion
import oauth2_provider.generators
import oauth2_provider.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("username", models.CharField(max_length=80, unique=True, verbose_name="user name")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("nidos.guardian", "guardian"),
                            ("nidos.intake", "intake worker"),
                            ("nidos.care_coordinator", "care coordinator"),
                            ("nidos.supervisor", "supervisor"),
                            ("avim.officer", "identification officer"),
                            ("avim.detective", "trafficking detective"),
                            ("avim.supervisor", "supervisor"),
                            ("ind.officer", "officer"),
                            ("ind.supervisor", "supervisor"),
                            ("coa.placement", "placement officer"),
                            ("coa.focal_person", "focal person for trafficking"),
                            ("coa.supervisor", "supervisor"),
                            ("bo_provider.mentor", "mentor"),
                            ("bo_provider.supervisor", "supervisor"),
                            ("lawyer.lawyer", "lawyer"),
                            ("ggd.health_worker", "health worker"),
                            ("vwn.observer", "observer"),
                            ("evenaar.clinician", "clinician"),
                            ("kmar.reporter", "reporter"),
                            ("inspectie_szw.reporter", "reporter"),
                            ("comensha.clerk", "clerk"),
                            ("nr.analyst", "analyst"),
                            ("dpo.officer", "data-protection officer"),
                            ("system.administrator", "administrator"),
                        ],
                        max_length=60,
                        verbose_name="role",
                    ),
                ),
                (
                    "staff_id",
                    models.CharField(
                        blank=True,
                        help_text="The id that Request-User-Id carries in the API.",
                        max_length=80,
                        verbose_name="staff number",
                    ),
                ),
                (
                    "location",
                    models.UUIDField(
                        blank=True,
                        help_text="The house a mentor works in; a case of another house stays closed.",
                        null=True,
                        verbose_name="house",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.SlugField(
                        help_text="A short name that commands and partners use.", unique=True, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
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
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="partners.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "client_id",
                    models.CharField(
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_id,
                        max_length=255,
                        unique=True,
                        verbose_name="client ID",
                    ),
                ),
                (
                    "redirect_uris",
                    models.TextField(
                        blank=True, help_text="Allowed URIs list, space separated", verbose_name="redirect URIs"
                    ),
                ),
                (
                    "post_logout_redirect_uris",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Allowed Post Logout URIs list, space separated",
                        verbose_name="post logout redirect URIs",
                    ),
                ),
                (
                    "client_type",
                    models.CharField(
                        choices=[("confidential", "Confidential"), ("public", "Public")],
                        max_length=32,
                        verbose_name="client type",
                    ),
                ),
                (
                    "authorization_grant_type",
                    models.CharField(
                        choices=[
                            ("authorization-code", "Authorization code"),
                            ("urn:ietf:params:oauth:grant-type:device_code", "Device Code"),
                            ("implicit", "Implicit"),
                            ("password", "Resource owner password-based"),
                            ("client-credentials", "Client credentials"),
                            ("openid-hybrid", "OpenID connect hybrid"),
                        ],
                        max_length=44,
                        verbose_name="authorization grant type",
                    ),
                ),
                (
                    "client_secret",
                    oauth2_provider.models.ClientSecretField(
                        blank=True,
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_secret,
                        help_text="Client secret for authentication",
                        max_length=255,
                        verbose_name="client secret",
                    ),
                ),
                ("hash_client_secret", models.BooleanField(default=True, verbose_name="hash client secret")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name")),
                ("skip_authorization", models.BooleanField(default=False, verbose_name="skip authorization")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "algorithm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No OIDC support"),
                            ("RS256", "RSA with SHA-2 256"),
                            ("HS256", "HMAC with SHA-2 256"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="algorithm",
                    ),
                ),
                (
                    "allowed_origins",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Allowed origins list to enable CORS, space separated",
                        verbose_name="allowed origins",
                    ),
                ),
                (
                    "registration_source",
                    models.CharField(
                        choices=[
                            ("manual", "Manual"),
                            ("dcr", "Dynamic Client Registration"),
                            ("cimd", "Client ID Metadata Document"),
                        ],
                        default="manual",
                        help_text="How this application was registered (manual, DCR per RFC 7591, or CIMD)",
                        max_length=32,
                        verbose_name="registration source",
                    ),
                ),
                (
                    "cimd_expires_at",
                    models.DateTimeField(
                        blank=True,
                        default=None,
                        help_text="When the cached Client ID Metadata Document should be re-fetched",
                        null=True,
                        verbose_name="CIMD expires at",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("nidos.guardian", "guardian"),
                            ("nidos.intake", "intake worker"),
                            ("nidos.care_coordinator", "care coordinator"),
                            ("nidos.supervisor", "supervisor"),
                            ("avim.officer", "identification officer"),
                            ("avim.detective", "trafficking detective"),
                            ("avim.supervisor", "supervisor"),
                            ("ind.officer", "officer"),
                            ("ind.supervisor", "supervisor"),
                            ("coa.placement", "placement officer"),
                            ("coa.focal_person", "focal person for trafficking"),
                            ("coa.supervisor", "supervisor"),
                            ("bo_provider.mentor", "mentor"),
                            ("bo_provider.supervisor", "supervisor"),
                            ("lawyer.lawyer", "lawyer"),
                            ("ggd.health_worker", "health worker"),
                            ("vwn.observer", "observer"),
                            ("evenaar.clinician", "clinician"),
                            ("kmar.reporter", "reporter"),
                            ("inspectie_szw.reporter", "reporter"),
                            ("comensha.clerk", "clerk"),
                            ("nr.analyst", "analyst"),
                            ("dpo.officer", "data-protection officer"),
                            ("system.administrator", "administrator"),
                        ],
                        max_length=60,
                    ),
                ),
                (
                    "location",
                    models.UUIDField(blank=True, help_text="The house a client of a provider works for.", null=True),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clients", to="partners.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "swappable": "OAUTH2_PROVIDER_APPLICATION_MODEL",
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staff_id", ""), _negated=True),
                fields=("organisation", "staff_id"),
                name="a_staff_number_is_one_person",
                violation_error_message="Somebody of this organisation already has this staff number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "nidos.guardian",
                            "nidos.intake",
                            "nidos.care_coordinator",
                            "nidos.supervisor",
                            "avim.officer",
                            "avim.detective",
                            "avim.supervisor",
                            "ind.officer",
                            "ind.supervisor",
                            "coa.placement",
                            "coa.focal_person",
                            "coa.supervisor",
                            "bo_provider.mentor",
                            "bo_provider.supervisor",
                            "lawyer.lawyer",
                            "ggd.health_worker",
                            "vwn.observer",
                            "evenaar.clinician",
                            "kmar.reporter",
                            "inspectie_szw.reporter",
                            "comensha.clerk",
                            "nr.analyst",
                            "dpo.officer",
                            "system.administrator",
                        ],
                    )
                ),
                name="a_person_has_a_known_role",
                violation_error_message="This role does not exist.",
            ),
        ),
    ]
