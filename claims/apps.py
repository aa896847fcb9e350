"""The one Django app: from an article to a published verdict."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Registers the models, the admin pages, the checks of a deployment and the events of accounts."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the admin pages, the system checks, and what is recorded about accounts."""
        from claims import admin, checks  # noqa: F401
        from claims.web.account import account_signals  # noqa: F401
