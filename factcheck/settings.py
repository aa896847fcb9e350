"""All settings, read from the environment; `.env.example` names each variable.

The variables come from the process, then from `.env`, then from what a running `bin/up` leaves in its
data directory, so that ``manage.py`` in another terminal finds the embedded servers.
"""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from claims.retention import EXPIRING
from factcheck.account_settings import build_account_settings
from factcheck.database_config import configure_database
from factcheck.error_reporting import start_error_reporting
from factcheck.logging_config import configure_logging
from factcheck.openapi_settings import OPENAPI_SETTINGS as SPECTACULAR_SETTINGS  # noqa: F401
from factcheck.sso_settings import read_sso_settings
from factcheck.task_tables import BROKER_OPTIONS, TASK_QUEUES, TASK_SECONDS, read_queue_places

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")
DATA_DIR = Path(env.str("FACTCHECK_DATA", default=str(BASE_DIR / ".data"))).resolve()
env.read_env(DATA_DIR / "env")

# -- Security ----------------------------------------------------------------------------------------
# The defaults are safe. `bin/up` sets LOCAL for a desk on one machine: plain HTTP on loopback names,
# and the demo accounts of `seeds/`, whose passwords are public.

LOCAL = env.bool("LOCAL", default=False)
DEMO = LOCAL and (DATA_DIR / "demo").exists()
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if LOCAL else env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)?$", r"^metrics$"]
SESSION_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_SECURE = not LOCAL
# Browsers accept a cookie with this prefix only over HTTPS and from this very host, so that no neighbour can set it.
COOKIE_PREFIX = "" if LOCAL else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_AGE = env.int("SESSION_DAYS", default=14) * 24 * 3600
SESSION_ENGINE = "claims.web.account.session_store"
SESSION_IDLE_HOURS = env.int("SESSION_IDLE_HOURS", default=12)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "claims.web.refusals.csrf_failure_page"
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
# Both concern all of a domain, so they are decisions of whoever owns it.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# The number of our own proxies in front of the web process; 0 ignores X-Forwarded-For. All limits use this one number.
NUM_PROXIES = env.int("NUM_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = NUM_PROXIES

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **dict.fromkeys(("script-src", "style-src", "font-src", "connect-src", "manifest-src", "form-action"), (SELF,)),
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- Components---------------------------------------------------------------------------------------

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

INSTALLED_APPS = [
    "factcheck",
    "claims",
    "django.contrib.admin.apps.SimpleAdminConfig",  # shows what `claims.admin` registers, not the tables of libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "knox",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "claims.web.request_id.RequestIdMiddleware",
    "factcheck.postgresql.deadline.DeadlineMiddleware",
    "claims.web.security_headers.SecurityHeadersMiddleware",
    "claims.web.loopback.LoopbackMiddleware",
    "claims.api.plain_http.PlainHttpMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claims.web.kept_pages.KeptPagesMiddleware",
    "claims.web.compression.HtmlCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "claims.web.body_limit.BodyLimitMiddleware",
    "claims.web.cookieless.CookielessSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "claims.web.account.session_limits.SessionLimitsMiddleware",
    "claims.web.language.LanguageMiddleware",
    "claims.web.time_zone.TimeZoneMiddleware",
    "claims.web.request_log.RequestLogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "claims.web.account.sso_only.SingleSignOnMiddleware",
    "claims.web.account.second_factor.SecondFactorMiddleware",
    "claims.web.refusals.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["claims.templatetags.key_tags", "claims.templatetags.url_tag"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.web.waiting_counts.waiting_counts_context",
                "claims.web.desk_look.look_context",
            ],
        },
    }
]

STATIC_URL = "static/"
# The first finder builds stylesheets and scripts from their parts; there is no separate build step.
STATICFILES_FINDERS = [
    "claims.web.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
BUNDLE_DIR = DATA_DIR / "bundles"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
HASHED_STATIC_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
LOCAL_STATIC_FILES = "factcheck.static_files.LocalStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": env.str("STATIC_STORAGE", default=LOCAL_STATIC_FILES if LOCAL else HASHED_STATIC_FILES)},
}

# To add a language, add a row here and start its catalogue with `bin/messages --add`; see docs/translating.md.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
FORMAT_MODULE_PATH = "claims.locale"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")  # of public pages, mail, and people who have chosen no other
USE_TZ = True
LOGGING = configure_logging(
    style=env.str("LOG_STYLE", default="console" if LOCAL else "json"),
    level=env.str("LOG_LEVEL", default="INFO"),
)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True  # RequestIdMiddleware has checked or replaced it
start_error_reporting(env.str("SENTRY_DSN", default=""))

# -- PostgreSQL: the source of truth -----------------------------------------------------------------
# The role of the desk reads and writes rows; `OWNER_COMMANDS` of manage.py and `prepare` set AS_DATABASE_OWNER.
DATABASE_URL = env.str("DATABASE_URL", default="postgres:///factcheck")
APPLICATION_DATABASE = configure_database(env, DATABASE_URL)
OWNER_DATABASE = configure_database(env, env.str("DATABASE_OWNER_URL", default="") or DATABASE_URL)
DATABASES = {"default": OWNER_DATABASE if env.bool("AS_DATABASE_OWNER", default=False) else APPLICATION_DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Redis: wakes up workers, and holds the counts of the rate limits. No request needs it ------------

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "claims.shared_cache.SharedCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": dict.fromkeys(["socket_connect_timeout", "socket_timeout"], env.float("CACHE_TIMEOUT_SECONDS", 0.5)),
    }
}

# -- Celery ------------------------------------------------------------------------------------------
# A task is acknowledged after it ends, so that the task of a killed worker runs again; a task may run twice.

# Celery calls a Unix socket redis+socket, and the number of the database virtual_host.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {f"claims.tasks.{name}": {"queue": queue} for name, queue in TASK_QUEUES.items()}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A worker needs no broker to end what it has begun; the message is sent again, and the second run finds nothing to do.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 2
# A request never waits for the broker: if it cannot be reached, a periodic task finds the work within ten seconds.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = BROKER_OPTIONS | {"queue_places": (places := read_queue_places(env))}
CELERY_WORKER_CONCURRENCY = sum(places.values())  # the threads of a worker; it starts those that it needs
CELERY_BEAT_SCHEDULER = "factcheck.beat:SteadyScheduler"
CELERY_BEAT_SCHEDULE = {name: {"task": f"claims.tasks.{name}", "schedule": s} for name, s in TASK_SECONDS.items()}

# -- Accounts ----------------------------------------------------------------------------------------

globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 5  # seconds; a page waits for the mail that it sends
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="factcheck@localhost")

# -- The desk ----------------------------------------------------------------------------------------

DESK_NAME = env.str("DESK_NAME", default="The Fact-Check Desk")
BYLINES = env.bool("BYLINES", default=True)
globals().update(build_account_settings())
SSO = read_sso_settings(env)
RETENTION_DAYS = {code: max(1, env.int(row.variable, default=row.days)) for code, row in EXPIRING.items()}
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Signs the heads of the log: 32 bytes in URL-safe base64. If it is empty, a key is created in the data directory.
LOG_KEY = env.str("LOG_KEY", default="")
LOG_KEY_FILE = DATA_DIR / "log-key"
# The witnesses of our log, and the desks whose logs we witness: each URL with the `x` of the public key behind it.
WITNESSES = dict(row.rsplit("=", 1) for row in env.list("WITNESSES", default=[]))
WITNESSED_DESKS = dict(row.rsplit("=", 1) for row in env.list("WITNESSED_DESKS", default=[]))
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(DATA_DIR / "backups")))
BACKUP_KEYS_DIR = Path(env.str("BACKUP_KEYS_DIR", default=str(DATA_DIR / "backup-keys")))
BACKUP_HOUR = int(hour) if (hour := env.str("BACKUP_HOUR", default="2")) else None  # UTC
DIGEST_HOUR = env.int("DIGEST_HOUR", default=7) % 24  # of the daily mail, in TIME_ZONE
BACKUP_COUNT = env.int("BACKUP_COUNT", default=14)
BACKUP_PASSPHRASE_FILE = env.str("BACKUP_PASSPHRASE_FILE", default="")
DRILL_DATABASE_URL = env.str("DRILL_DATABASE_URL", default="")
POSTGRESQL_BIN = env.str("POSTGRESQL_BIN", default=env.str("FACTCHECK_POSTGRESQL_BIN", default=""))
# The addresses that may read /metrics, behind NUM_PROXIES proxies; for all others there is no such page.
METRICS_ALLOWED = [ip_network(row) for row in env.list("METRICS_ALLOWED", default=["127.0.0.0/8", "::1"])]
LEASE_MINUTES = env.int("LEASE_MINUTES", default=30)
# How long a publication or a withdrawal waits before it goes out, so that it can be undone; 0 for at once.
PUBLICATION_DELAY_SECONDS = env.int("PUBLICATION_DELAY_SECONDS", default=30)
SENT_BACK_LEASE_MINUTES = env.int("SENT_BACK_LEASE_MINUTES", default=24 * 60)
# The files of the log and the DataFeed; with several machines, a directory that all of them share.
EXPORT_DIR = Path(env.str("EXPORT_DIR", default=str(DATA_DIR / "exports")))
DESK_EXPORT_DAYS = max(1, env.int("DESK_EXPORT_DAYS", default=7))  # for which an export of the desk can be downloaded
MODEL_IDLE_MINUTES = env.int("MODEL_IDLE_MINUTES", default=10)  # then their memory is freed; 0 loads them at the start
READ_LEASE_SECONDS = 8  # the worker that reads an article renews its lease every two seconds; imports do not
IMPORT_LEASE_SECONDS = CELERY_TASK_TIME_LIMIT + 20

# -- API ---------------------------------------------------------------------------------------------

RATE_LIMITS = {
    "anon": env.str("THROTTLE_ANON", default="60/min"),
    "user": env.str("THROTTLE_USER", default="600/min"),
    "logins": env.str("THROTTLE_LOGINS", default="20/min"),
    "reports": env.str("THROTTLE_REPORTS", default="10/hour"),
    "articles": env.str("THROTTLE_ARTICLES", default="60/hour,300/day"),  # of a contributor
    "tokens": env.str("THROTTLE_TOKENS", default="60/hour"),
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["claims.api.throttles.AnonymousThrottle", "claims.api.throttles.UserThrottle"],
    "DEFAULT_THROTTLE_RATES": RATE_LIMITS,
    "NUM_PROXIES": NUM_PROXIES,
    "EXCEPTION_HANDLER": "claims.api.errors.handle_exception",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
KNOX_TOKEN_MODEL = "claims.Token"  # noqa: S105 - the name of a model
MIGRATION_MODULES = {"knox": None}  # its table is replaced by that of the model
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_TTL": timedelta(days=env.int("TOKEN_DAYS", default=30))}
