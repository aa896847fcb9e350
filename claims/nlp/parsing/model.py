"""The only use of spaCy: loading a language's model, parsing with it and naming the pipeline.

Only tagger and parser run. Names, dates and places are found by rules, which halves the time of the whole pipeline.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.nlp.model_use import note_model_use
from claims.nlp.parsing.alignment import AlignedSentence
from claims.nlp.parsing.embedding import build_embedder
from claims.nlp.parsing.rules import Model
from claims.nlp.parsing.transitions import build_step_parser
from claims.nlp.parsing.trees import Columns, Tree, build_tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

READER_VERSION = "1.0"
READER_FOLDER = Path(__file__).parents[1]
UNUSED_COMPONENTS = ["ner", "lemmatizer", "attribute_ruler"]
BATCH_SENTENCES = 128

FASTER_BUILDERS: dict[str, Callable[[Any], Any]] = {"tok2vec": build_embedder, "parser": build_step_parser}
"""What predicts the same as a component, in less time; each returns None for a component that it does not know."""


def load_model(package: str) -> Language:
    """Return the model, loaded once per process."""
    note_model_use()
    return _load_model(package)


@cache
def _load_model(package: str) -> Language:
    model: Language = import_module(package).load(exclude=UNUSED_COMPONENTS)
    ops = import_module("thinc.api").NumpyOps(use_blis=False)  # numpy multiplies small matrices faster
    for component in list_components(model):
        for node in component.model.walk():
            node.ops = ops
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
    for first in range(0, len(texts), BATCH_SENTENCES):
        batch = texts[first : first + BATCH_SENTENCES]
        for text, doc in zip(batch, _annotate(model, batch), strict=True):
            table = doc.to_array(["TAG", "DEP", "HEAD", "IDX", "LENGTH"]).T
            tags, deps, _, starts, lengths = table.tolist()
            steps = table[2].astype("int64").tolist()
            words = [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]
            yield Columns(words, [labels[tag] for tag in tags], [labels[dep] for dep in deps], steps, starts)


def _annotate(model: Language, texts: Sequence[str]) -> list[Doc]:
    """Return the documents of some texts with tags and heads; each is one sentence already."""
    docs = [model.make_doc(text) for text in texts]
    for doc in docs:
        if len(doc):
            doc.from_array(["SENT_START"], _list_starts(len(doc)))
    for component in list_components(model):
        faster = load_faster(model, component.name) if any(map(len, docs)) else None
        component.set_annotations(docs, (faster or component).predict(docs))
    return docs


def list_components(model: Language) -> list[Any]:
    """Return the components of a model in order."""
    return [component for _, component in model.pipeline]


@cache
def load_faster(model: Language, name: str) -> Any:
    """Return what predicts the same as a component in less time, built once per process; None if there is nothing."""
    build = FASTER_BUILDERS.get(name)
    return build(model.get_pipe(name)) if build else None


@cache
def _list_starts(length: int) -> Any:
    """Return a column that says that only the first word starts a sentence; it is built once for each length."""
    numpy = import_module("numpy")
    return numpy.array([1, *[-1] * (length - 1)], dtype="int64").astype("uint64").reshape(-1, 1)


class LabelNames(dict[int, str]):
    """Names of tags and labels by their hash, each looked up once."""

    def __init__(self, model: Language) -> None:
        super().__init__()
        self.strings = model.vocab.strings

    def __missing__(self, key: int) -> str:
        self[key] = name = self.strings[key] if key else ""
        return name
