"""Topics: how this desk divides the world. Claims that are filed already stay where they are."""

from django.db import transaction
from django.utils.text import slugify

from claims.event_data.desk import TopicChanged
from claims.models import Topic, User
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.selectors.topics import MAX_TOPICS
from claims.services.events import record_event
from claims.services.lengths import check_lengths, cut_to_field
from claims.verbs import TOPIC_ADDED, TOPIC_CHANGED

MAX_WORDS = 500
"""The most words that a topic has."""


@transaction.atomic
def add_topic(*, name: str, words: list[str], by: User) -> Topic:
    """A topic more; its slug, which stands in addresses, is made of its name and stays."""
    demand(by, "topics.manage")
    if Topic.objects.count() >= MAX_TOPICS:
        raise BadValue(f"A desk has {MAX_TOPICS} topics at most.", field="name")
    name, words = _clean_name(name), _clean_words(words)
    slug = cut_to_field(Topic, "slug", slugify(name))
    if not slug:
        raise BadValue("A name needs a letter or a number.", field="name")
    if Topic.objects.filter(slug=slug).exists():
        raise BadValue("There is a topic with this name, or nearly this name, already.", field="name")
    topic = Topic.objects.create(name=name, slug=slug, words=words)
    record_event(TOPIC_ADDED, actor=by, data=TopicChanged(topic=topic.pk, name=name))
    return topic


@transaction.atomic
def change_topic(*, topic_id: int, name: str, words: list[str], by: User) -> Topic:
    """Another name or other words; new readings are filed by them."""
    demand(by, "topics.manage")
    topic = require_found(Topic.objects.select_for_update(no_key=True).filter(pk=topic_id).first())
    before = topic.name
    topic.name, topic.words = _clean_name(name, but=topic), _clean_words(words)
    topic.save(update_fields=["name", "words"])
    record_event(TOPIC_CHANGED, actor=by, data=TopicChanged(topic=topic.pk, before=before, name=topic.name))
    return topic


def _clean_name(name: str, but: Topic | None = None) -> str:
    name = " ".join(name.split())
    check_lengths(Topic, name=name)
    if not name or "\0" in name:
        raise BadValue("A topic has a name.", field="name")
    others = Topic.objects.exclude(pk=but.pk) if but else Topic.objects.all()
    if others.filter(name__iexact=name).exists():
        raise BadValue("There is a topic with this name already.", field="name")
    return name


def _clean_words(words: list[str]) -> list[str]:
    """Lower case, each once, in the order in which they were given."""
    cleaned = list(dict.fromkeys(" ".join(word.casefold().split()) for word in words if word.strip()))
    for word in cleaned:
        check_lengths(Topic, words=word)
    if len(cleaned) > MAX_WORDS or any("\0" in word for word in cleaned):
        raise BadValue(f"A topic has {MAX_WORDS} words at most.", field="words")
    return cleaned
