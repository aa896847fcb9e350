"""Form fields that take their limits, labels and help texts from the fields of a model."""

from typing import Any

from django.db import models


def model_field(model: type[models.Model], name: str, **options: Any) -> Any:
    """Return a form field for the field `name` of `model`; `options` go to it, and replace what the model declares.

    `form_class` names another class of form field. The result is untyped, as the class depends on the model's field.
    """
    field: Any = model._meta.get_field(name)  # noqa: SLF001 - Django documents `_meta.get_field`
    return field.formfield(**options)
