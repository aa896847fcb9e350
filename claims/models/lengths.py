"""The length limits of model fields, read where they are declared."""

from functools import cache

from django.db.models import Model


@cache
def length_limit(model: type[Model], name: str) -> int:
    """Return how many characters the field `name` of `model` holds; for an array, how many each of its items holds."""
    field = model._meta.get_field(name)  # noqa: SLF001 - Django documents `_meta.get_field`
    limit = getattr(getattr(field, "base_field", field), "max_length", None)
    if not isinstance(limit, int):
        message = f"{model.__name__}.{name} declares no max_length."
        raise TypeError(message)
    return limit
