"""All settings, from the environment. Outside the demo nothing has a default that is unsafe."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import databases, sign_on
from config.environment import demo_values, env, https, networks, number, optional_secret, program, secret, switch
from policy import login

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

DEMO = switch("BESCHUT_DEMO")
if DEMO:
    demo_values(BASE_DIR / "var")

DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
KEY_RING = secret("BESCHUT_KEY_RING")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default="https://beschut.example")

INSTALLED_APPS = [
    "config",
    "audit",
    "partners",
    "intake",
    "shelter",
    "residence",
    "overview.apps.OverviewConfig",
    "seeds.apps.SeedsConfig",
    "overview.apps.BeschutAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "simple_history",
    "rest_framework",
    "oauth2_provider",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]

MIDDLEWARE = [
    "overview.operations.probes.ProbesMiddleware",
    "config.proxy.ProxyMiddleware",
    "overview.operations.watching.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partners.sessions.SessionMiddleware",
    "partners.sessions.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "partners.api.rate_limits.RateLimitMiddleware",
    "partners.middleware.DenialMiddleware",
    "partners.middleware.ActingMiddleware",
    "overview.operations.standby.StandbyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LOCK_SECONDS = number("LOCK_SECONDS", 10)
# How long one answer of the database may take where somebody waits (gunicorn.conf.py); a command takes its time.
DATABASE_SECONDS = env.int("DATABASE_SECONDS", default=0)
# The two servers, each in DATABASES; what is asked of a connection stands in config/databases.py.
connected = {
    "lock_seconds": LOCK_SECONDS, "seconds": DATABASE_SECONDS, "name": program(),
    "kept": env.int("CONN_MAX_AGE", default=60),
}  # fmt: skip
DATABASES = {"default": databases.primary(env.db("DATABASE_URL"), **connected)}
# A server that follows that one, for the pages of decision 0074: how long a page waits until it has followed.
STANDBY_URL = env.str("STANDBY_URL", default="")
STANDBY_WAIT_MS = number("STANDBY_WAIT_MS", 100)
if STANDBY_URL:
    DATABASES["standby"] = databases.standby(env.db("STANDBY_URL"), **connected)
    DATABASE_ROUTERS = ["config.standby.Router"]
# Only where nobody's data is: one role of the database that may do everything, as in the demo and in tests. Otherwise
# the web server starts only as a role that can switch nothing off (manage.py database_roles).
ONE_DATABASE_ROLE = DEMO or switch("ONE_DATABASE_ROLE")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "partners.Person"
AUTHENTICATION_BACKENDS = ["partners.login.PersonBackend"]
# The first is for people; the second only for the secrets of API clients (docs/decisions/0006-client-secrets.md).
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "config.api.hashers.ClientSecretHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# One door (docs/decisions/0065-one-door.md). Of allauth only the steps of a login are used, behind pages of our own:
# it gives nobody an account, sends no mail, and counts no tries (partners/attempts.py does).
ACCOUNT_ADAPTER = "partners.allauth_adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
# A second step for everybody (docs/decisions/0066-second-step.md): the accounts of the demo are known to all anyway.
SECOND_FACTOR = not DEMO
MFA_ADAPTER = "partners.allauth_adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: clocks differ, and people type slowly
# Organisations whose people log in at their own; without the setting none (config/sign_on.py).
SIGN_ON = sign_on.providers(env.str("OIDC_PROVIDERS", default=""))
SOCIALACCOUNT_ADAPTER = "partners.allauth_adapters.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SIGN_ON}}
CSRF_FAILURE_VIEW = "overview.admin.logging_in.csrf_failure"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# How large a scan may be when it comes in. What is sent in is read from memory and never written to the disk in the
# clear; a larger file is left out.
SCAN_MAX_BYTES = number("SCAN_MAX_BYTES", 10 * 1024 * 1024)
FILE_UPLOAD_MAX_MEMORY_SIZE = SCAN_MAX_BYTES + 64 * 1024  # what stands around the file in a form
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# The demo speaks plain http on the loopback address only; everything else is https.
SECURE_SSL_REDIRECT = not DEMO and env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 0 if DEMO else int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
# Without a click, and in all (policy/login.py); whoever comes back finds what they were typing.
IDLE_MINUTES = number("SESSION_IDLE_MINUTES", login.IDLE_MINUTES, most=login.IDLE_MINUTES_AT_MOST)
SESSION_HOURS = number("SESSION_HOURS", login.SESSION_HOURS, most=login.SESSION_HOURS_AT_MOST)
SESSION_COOKIE_AGE = int(timedelta(hours=SESSION_HOURS).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A browser takes these over https alone, for this host alone and for all of it, and no other host can set them.
COOKIE_PREFIX = "" if DEMO else "__Host-"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SECURE = f"{COOKIE_PREFIX}language", not DEMO
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
# Networks of a proxy of your own that speaks https: of it, and of nobody else, is believed how somebody came here
# and from where (config/proxy.py). It must set both headers itself on every request.
TLS_PROXY = networks("TLS_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS_PROXY else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# Webhooks: which ports are called, and which private networks, such as a government's own, besides the public internet
# (docs/decisions/0025-webhook-addresses.md). The demo calls this machine.
WEBHOOK_PORTS = range(1, 65536) if DEMO else env.list("WEBHOOK_PORTS", cast=int, default=[443])
WEBHOOK_NETWORKS = ["127.0.0.0/8", "::1/128"] if DEMO else networks("WEBHOOK_NETWORKS")

# Where the seals of the ledger are kept outside the database: a file that is only appended to, a web address, or both
# (docs/audit-seals.md).
AUDIT_ANCHOR_FILE = env.str("AUDIT_ANCHOR_FILE", default=str(BASE_DIR / "var" / "anchors.jsonl") if DEMO else "")
AUDIT_ANCHOR_URL = https("AUDIT_ANCHOR_URL")

# Where the certificates of what was destroyed are kept outside the database and its backups (docs/operations.md).
CERTIFICATES_FILE = env.str("CERTIFICATES_FILE", default="")

# Figures of how it runs, for who knows the token (docs/operations.md); without one there are none. The folder is what
# the processes of the web server count in together.
METRICS_TOKEN = optional_secret("METRICS_TOKEN")
METRICS_FOLDER = env.str("METRICS_FOLDER", default="")
if METRICS_FOLDER:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS_FOLDER

SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_DATE_INDEX = "Composite"

OAUTH2_PROVIDER_APPLICATION_MODEL = "partners.Client"
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": int(timedelta(minutes=15).total_seconds()),
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "SCOPES": {"case": "Work on the cases your organisation is involved in"},
    "DEFAULT_SCOPES": ["case"],
    "CLIENT_SECRET_HASHER": "pbkdf2_sha256_client",
}

API_VERSION = "1.0.0"
# How often a client may call the API, and how often one address may ask a token for a client, in a minute.
CALLS_PER_MINUTE = number("CALLS_PER_MINUTE", 1200)
TOKENS_PER_MINUTE = number("TOKENS_PER_MINUTE", 30)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["partners.api.authentication.ClientAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["config.api.permissions.Denied"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "config.api.schema.Schema",
    "EXCEPTION_HANDLER": "config.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # no second way to ask for a format: `?format=` is an unknown parameter
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Beschut",
    "DESCRIPTION": "The shared case file of the organisations that protect an unaccompanied minor.",
    "VERSION": API_VERSION,
    "OAS_VERSION": "3.1.0",
    "CONTACT": {"name": "Beschut", "url": "https://beschut.example/contact", "email": "api@beschut.example"},
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVERS": [{"url": f"{PUBLIC_URL}/api/v1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,  # which members come depends on the role
    "POSTPROCESSING_HOOKS": ["config.api.schema.design_rules"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_personal_data": {"()": "config.logs.WithoutPersonalData"}},
    "formatters": {"json": {"()": "config.logs.Json"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_personal_data"],
            # One line for each, which a machine reads; in the demo a person does.
            **({} if DEMO else {"formatter": "json"}),
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
