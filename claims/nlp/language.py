"""What the reader knows about one language."""

from dataclasses import dataclass
from pathlib import Path

from claims.nlp.attribution.rules import AttributionRules
from claims.nlp.checkworthiness.mix import SentenceModel
from claims.nlp.checkworthiness.promises import PromiseRules
from claims.nlp.checkworthiness.scoring import ScoringRules
from claims.nlp.dates.grammar import DateGrammar
from claims.nlp.parsing.rules import ParsingRules
from claims.nlp.places.extraction import Gazetteer
from claims.nlp.quantities.grammar import QuantityGrammar
from claims.nlp.statements.rules import StatementRules
from claims.nlp.topics import TopicRules


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of one language, one field for each concern of the reader.

    `code` is ISO 639-1, `name` the language's name in English. `function_words` are its frequent small words,
    `weights_path` and `heads_path` are where training writes the check-worthiness model.
    """

    code: str
    name: str
    function_words: frozenset[str]
    parsing: ParsingRules
    attribution: AttributionRules
    quantities: QuantityGrammar
    dates: DateGrammar
    places: Gazetteer
    checkworthiness: ScoringRules
    sentence_model: SentenceModel
    promises: PromiseRules
    topics: TopicRules
    statements: StatementRules
    weights_path: Path
    heads_path: Path
