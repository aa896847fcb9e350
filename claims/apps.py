"""The one Django app: from an article to a published verdict."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Registers the models, the admin pages and the checks of a deployment."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the admin pages and the system checks."""
        from claims import admin, checks  # noqa: F401
