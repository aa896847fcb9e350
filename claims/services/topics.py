"""Topics and their keywords. Claims that have a topic already keep it."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from claims.event_data.desk import TopicChanged
from claims.models import Topic, User
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.selectors.topics import MAX_TOPICS
from claims.services.events import record_event
from claims.services.lengths import check_lengths, cut_to_field
from claims.verbs.desk import TOPIC_ADDED, TOPIC_CHANGED

MAX_WORDS = 500
"""Keywords that a topic can have."""


@transaction.atomic
def add_topic(*, name: str, words: list[str], by: User) -> Topic:
    """Add a topic. Its slug, which URLs contain, is made of the name and does not change."""
    demand(by, "topics.manage")
    if Topic.objects.count() >= MAX_TOPICS:
        detail = gettext("There are %(limit)d topics, the maximum.")
        raise BadValue(detail % {"limit": MAX_TOPICS}, field="name")
    name, words = _clean_name(name), _clean_words(words)
    slug = cut_to_field(Topic, "slug", slugify(name))
    if not slug:
        raise BadValue(gettext("Enter a name with at least one letter or digit."), field="name")
    if Topic.objects.filter(slug=slug).exists():
        raise BadValue(gettext("There is already a topic with this or a very similar name."), field="name")
    topic = Topic.objects.create(name=name, slug=slug, words=words)
    record_event(TOPIC_ADDED, actor=by, data=TopicChanged(topic=topic.pk, name=name))
    return topic


@transaction.atomic
def change_topic(*, topic_id: int, name: str, words: list[str], by: User) -> Topic:
    """Change name and keywords of a topic; new readings use them."""
    demand(by, "topics.manage")
    topic = require_found(Topic.objects.select_for_update(no_key=True).filter(pk=topic_id).first())
    before = topic.name
    topic.name, topic.words = _clean_name(name, topic), _clean_words(words)
    topic.save(update_fields=["name", "words"])
    record_event(TOPIC_CHANGED, actor=by, data=TopicChanged(topic=topic.pk, before=before, name=topic.name))
    return topic


def _clean_name(name: str, topic: Topic | None = None) -> str:
    name = " ".join(name.split())
    check_lengths(Topic, name=name)
    if not name or "\0" in name:
        raise BadValue(gettext("Enter a name for the topic."), field="name")
    others = Topic.objects.exclude(pk=topic.pk) if topic else Topic.objects.all()
    if others.filter(name__iexact=name).exists():
        raise BadValue(gettext("There is already a topic with this name."), field="name")
    return name


def _clean_words(words: list[str]) -> list[str]:
    """Return the keywords in lower case, each once, in their order."""
    cleaned = list(dict.fromkeys(" ".join(word.casefold().split()) for word in words if word.strip()))
    for word in cleaned:
        check_lengths(Topic, words=word)
    if len(cleaned) > MAX_WORDS or any("\0" in word for word in cleaned):
        detail = gettext("Enter %(limit)d keywords at most.")
        raise BadValue(detail % {"limit": MAX_WORDS}, field="words")
    return cleaned
