"""The one Django app: from an article to a published verdict."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Registers the models and the checks of a deployment."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from claims import checks  # noqa: F401
