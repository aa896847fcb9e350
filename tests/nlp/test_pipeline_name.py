"""The reader's name can be asked for where nothing is ever parsed."""

import subprocess
import sys

QUESTION = "import sys; from claims import nlp; print(nlp.pipeline_name()); sys.exit('spacy' in sys.modules)"


def test_the_web_can_ask_for_the_name_without_loading_a_model() -> None:
    asked = subprocess.run([sys.executable, "-c", QUESTION], capture_output=True, text=True, check=True)
    assert asked.stdout.startswith("claims.nlp ")
