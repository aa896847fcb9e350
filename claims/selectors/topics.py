"""Reading the topics of this desk."""

from django.db.models import QuerySet

from claims.models import Topic
from claims.nlp.topics import TopicIndex, build_topic_index

MAX_TOPICS = 200
"""Topics that a desk can have: as many as a person can choose from."""


def list_topics() -> QuerySet[Topic]:
    """All topics, by name."""
    return Topic.objects.order_by("name")[:MAX_TOPICS]


def get_topic_index() -> TopicIndex:
    """For each word the topics that it speaks for: one query, for as many claims as one likes."""
    return build_topic_index(dict(Topic.objects.order_by("pk").values_list("pk", "words")[:MAX_TOPICS]))


def find_topic(slug: str) -> Topic | None:
    """The topic that stands so in addresses."""
    return Topic.objects.filter(slug=slug).first()


def find_topic_id(slug: str) -> int:
    """Its id, by which PostgreSQL knows whether much or little is about it; -1, about which nothing is."""
    return Topic.objects.filter(slug=slug).values_list("pk", flat=True).first() or -1
