"""The only use of spaCy: loading a language's model, parsing with it and naming the pipeline.

Only tagger and parser run. Names, dates and places are found by rules, which halves the time of the whole pipeline.
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

from claims.nlp.parsing.alignment import AlignedSentence
from claims.nlp.parsing.rules import Model
from claims.nlp.parsing.trees import Columns, Tree, build_tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

READER_VERSION = "1.0"
READER_FOLDER = Path(__file__).parents[1]
UNUSED_COMPONENTS = ["ner", "lemmatizer", "attribute_ruler"]
BATCH_SENTENCES = 64


@cache
def load_model(package: str) -> Language:
    """Return the model, loaded once per process."""
    model: Language = import_module(package).load(exclude=UNUSED_COMPONENTS)
    return model


@cache
def name_pipeline(model: Model) -> str:
    """Return reader version, model name and version, and a short hash of code, tables, weights and model.

    The model is not imported: web processes ask for the name and never parse.
    """
    digest = hashlib.sha256()
    for folder in (READER_FOLDER, _find_folder(model.package)):
        for path in sorted(folder.glob("**/*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"claims.nlp {READER_VERSION}, {model.name} {version(model.package)}, {digest.hexdigest()[:12]}"


def _find_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def parse_sentences(model: Model, sentences: Sequence[AlignedSentence]) -> list[Tree]:
    """Return one tree for each sentence, in order. A repeated sentence is parsed once."""
    texts = list(dict.fromkeys(sentence.text for sentence in sentences))
    columns = dict(zip(texts, _parse_texts(load_model(model.package), texts), strict=True))
    return [build_tree(columns[sentence.text], sentence) for sentence in sentences]


def _parse_texts(model: Language, texts: Sequence[str]) -> Iterator[Columns]:
    """Yield what the parser returns for each text."""
    labels = LabelNames(model)
    for doc in model.pipe((_make_sentence(model, text) for text in texts), batch_size=BATCH_SENTENCES):
        table = doc.to_array(["TAG", "DEP", "HEAD", "IDX"]).T
        tags, deps, _, starts = table.tolist()
        steps = table[2].astype("int64").tolist()
        words = [token.text for token in doc]
        yield Columns(words, [labels[tag] for tag in tags], [labels[dep] for dep in deps], steps, starts)


def _make_sentence(model: Language, text: str) -> Doc:
    """Return a document that the parser does not split: it is one sentence already."""
    doc = model.make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


class LabelNames(dict[int, str]):
    """Names of tags and labels by their hash, each looked up once."""

    def __init__(self, model: Language) -> None:
        super().__init__()
        self.strings = model.vocab.strings

    def __missing__(self, key: int) -> str:
        self[key] = name = self.strings[key] if key else ""
        return name
