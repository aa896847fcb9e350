"""The promised figures, where the evaluation data is available."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from claims import nlp
from claims.nlp import get_language
from claims.nlp.checkworthiness.sentence_model import score_sentences

EVAL = Path(__file__).parents[3] / "shared/eval"
SEED = Path(__file__).parents[2] / "seeds/articles/seed_article.txt"

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the evaluation data (../shared/eval) is not available")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(printed: str) -> list[float]:
    return [float(word.partition("=")[2]) for word in printed.split() if word.startswith("F1=")]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the scorer leaves its file open
def test_the_seed_article(scorer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "reading.jsonl"
    path.write_text(json.dumps(nlp.read(SEED.read_text("utf-8"), published="2022-03-22").to_json()), "utf-8")
    scorer.article(str(EVAL / "article/seed_article.claims.jsonl"), str(path))
    printed = capsys.readouterr().out
    assert figures(printed)[0] >= 0.85
    assert "quantities 10/10" in printed
    assert float(printed.split("right on ")[1].split()[0]) >= 0.8


def test_attribution_on_news(scorer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = EVAL / "attribution/dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    path = tmp_path / "readings.jsonl"
    readings = [{"id": row["id"], **nlp.read(row["text"]).to_json()} for row in rows]
    path.write_text("\n".join(map(json.dumps, readings)), "utf-8")
    scorer.attribution(str(gold), str(path))
    content, both = figures(capsys.readouterr().out)
    assert content >= 0.68
    assert both >= 0.63


@pytest.mark.long
def test_checkworthiness_on_some_debates_never_trained_on(scorer: ModuleType) -> None:
    gold = EVAL / "checkworthiness/checkthat2019.train.jsonl"
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    documents = sorted({row["document"] for row in rows})[::8]
    rows = [row for row in rows if row["document"] in documents]
    language = get_language()
    texts = [row["text"] for row in rows]
    scores = score_sentences(texts, language.checkworthiness, language.sentence_model).sentences
    ranked: dict[str, list[tuple[float, int]]] = {}
    for row, sentence in zip(rows, scores, strict=True):
        ranked.setdefault(row["document"], []).append((sentence.logit, row["label"]))
    precisions = [scorer.average_precision([y for _, y in sorted(r, key=lambda t: -t[0])]) for r in ranked.values()]
    known = [precision for precision in precisions if precision is not None]
    assert sum(known) / len(known) >= 0.34
