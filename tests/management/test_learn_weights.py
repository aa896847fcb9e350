"""The command that teaches the reader."""

import io

from django.core.management import call_command

from claims.models import User
from tests.learning_stories import make_decided_claims


def run_command() -> str:
    out = io.StringIO()
    call_command("learn_weights", stdout=out)
    return out.getvalue()


def test_the_command_says_what_came_of_it(edith: User) -> None:
    assert run_command() == "0 decisions; 200 more are needed.\n"
    make_decided_claims(edith, 200, lambda _text, _wanted: True)
    assert run_command().startswith("Too few dismissed claims")
    make_decided_claims(edith, 300)
    output = run_command()
    assert "500 decisions" in output
    assert "(better)" in output
    assert "In use: weights" in output
    assert run_command() == "Nothing was decided since the reader learned last.\n"
