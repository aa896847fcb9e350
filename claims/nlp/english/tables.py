"""Reading the tables of this folder."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def read_text(name: str) -> str:
    """Return the text of a file of this folder."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table `name`.toml, read once per process."""
    return tomllib.loads(read_text(f"{name}.toml"))
