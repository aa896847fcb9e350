"""How far the content of a verb reaches: what belongs to it beside the word that heads it."""

from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import QUOTATION_MARKS
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

CONTENT_LABELS = frozenset({"dobj", "oprd", "acomp", "xcomp", "ccomp", "prep", "prt", "dative"})
APART_LABELS = ("ccomp", "advcl", "conj")
LONGEST_JOINT_WORDS = 3
CONDITIONS, WEEKDAYS = (frozenset(load_table("rules")[name].split()) for name in ("conditions", "weekdays"))


def find_last_word(tree: Tree, word: int, start: int) -> int:
    """Return the last word of a content that begins under `start`; a day ("on Monday") only counts inside it."""
    last = reach = tree.edges[start][1]
    for kid in tree.children[word]:
        first = tree.edges[kid][0]
        near = first <= reach + 1 or _is_joint(tree, reach + 1, first)
        apart = _is_apart(tree, last + 1, first, tree.deps[kid])
        if kid > start and near and _is_day(tree, kid):
            reach = max(reach, tree.edges[kid][1])
        elif (
            kid > start
            and not is_closing(tree, kid)
            and (near or apart)
            and (_is_content(tree, kid) or _continues_content(tree, word, start, kid))
        ):
            last = reach = max(last, tree.edges[kid][1])
    return last


def is_closing(tree: Tree, verb: int) -> bool:
    """Whether a verb of speech closes a sentence behind what it says: "..., a leaked memo reveals"."""
    subject, first = tree.first_child(verb, "nsubj"), tree.edges[verb][0]
    closes = (
        tree.deps[verb] in ("ccomp", "conj") and tree.heads[verb] < first and "," in tree.words[first - 1 : first + 1]
    )
    return closes and is_reporting(tree, verb) and subject is not None and tree.edges[verb][1] == verb


def _is_apart(tree: Tree, first: int, last: int, label: str) -> bool:
    """Whether a comma, or a comma and a mark, parts a clause from the content: "..., “driven by it”"."""
    between = tree.words[first:last]
    if between == [",", '"']:
        return label in (*APART_LABELS, "xcomp")
    return between == [","] and label in APART_LABELS


def _is_joint(tree: Tree, first: int, last: int) -> bool:
    """Whether nothing but a closing mark, "and" and an adverb stands between two parts of a content."""
    between = range(first, last)
    return len(between) <= LONGEST_JOINT_WORDS and all(
        tree.words[place] in QUOTATION_MARKS or tree.deps[place] == "cc" or tree.tags[place] == "RB"
        for place in between
    )


def _continues_content(tree: Tree, word: int, start: int, kid: int) -> bool:
    """Whether a verb that the parser joins to the cue goes on with its content: "said it had cost 3 and had failed"."""
    if tree.deps[kid] != "conj" or not tree.tags[kid].startswith("VB") or is_reporting(tree, kid):
        return False
    if tree.first_child(kid, "nsubj", "nsubjpass") is None and _has_modal(tree, kid) and not _has_modal(tree, word):
        return True
    auxiliaries = _list_auxiliaries(tree, start)
    if tree.tags[kid] == tree.tags[start] == "VB" and tree.deps[start] == "xcomp" and tree.tags[word] != "VB":
        return tree.first_child(kid, "nsubj", "aux") is None
    return bool(auxiliaries) and auxiliaries == _list_auxiliaries(tree, kid) != _list_auxiliaries(tree, word)


def _has_modal(tree: Tree, verb: int) -> bool:
    return any(tree.deps[kid] == "aux" and tree.tags[kid] == "MD" for kid in tree.children[verb])


def _list_auxiliaries(tree: Tree, verb: int) -> list[str]:
    return [tree.lower[kid] for kid in tree.children[verb] if tree.deps[kid] == "aux"]


def _is_content(tree: Tree, kid: int) -> bool:
    """Whether a dependent of the cue continues its content: "... of this and therefore on that", "... if so"."""
    if tree.deps[kid] == "conj":
        return not tree.tags[kid].startswith("VB")
    if tree.deps[kid] == "advcl":
        return tree.lower[tree.edges[kid][0]] in CONDITIONS
    return tree.deps[kid] in CONTENT_LABELS


def _is_day(tree: Tree, kid: int) -> bool:
    """Whether a phrase says on which day something was said: "on Monday"."""
    day = tree.first_child(kid, "pobj") if tree.deps[kid] == "prep" else None
    return day is not None and tree.lower[day] in WEEKDAYS


def is_reporting(tree: Tree, word: int) -> bool:
    """Whether a word is a form of a verb of speech or showing."""
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and bool(verb.frames & {"speech", "showing"})
