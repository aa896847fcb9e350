"""Topics of the desk."""

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Claim, Topic
from claims.nlp.topics import TopicIndex, build_topic_index
from claims.workflow import Status

MAX_TOPICS = 200
"""Topics that a desk can have."""


def list_topics() -> QuerySet[Topic]:
    """Return all topics, by name."""
    return Topic.objects.order_by("name")[:MAX_TOPICS]


def list_public_topics() -> list[Topic]:
    """Return the topics with a published verdict, by name."""
    published = Claim.objects.filter(topic=OuterRef("pk"), status=Status.PUBLISHED)
    return list(Topic.objects.filter(Exists(published)).order_by("name").only("name", "slug")[:MAX_TOPICS])


def get_topic_index() -> TopicIndex:
    """Return the index from words to topics, for any number of claims: one query."""
    return build_topic_index(dict(Topic.objects.order_by("pk").values_list("pk", "words")[:MAX_TOPICS]))


def find_topic(slug: str) -> Topic | None:
    """Return the topic with a slug."""
    return Topic.objects.filter(slug=slug).first()


def find_topic_id(slug: str) -> int:
    """Return the id of a topic, for which PostgreSQL has statistics; -1 if there is no such topic."""
    return Topic.objects.filter(slug=slug).values_list("pk", flat=True).first() or -1
