"""Events: the one line that every write leaves, in the same transaction."""

from claims.models import Article, Claim, Event, User


def record(
    verb: str,
    *,
    actor: User | None,
    claim: Claim | None = None,
    article: Article | None = None,
    data: dict[str, object] | None = None,
    **more: object,
) -> Event:
    """Write down what happened; call it once per service, inside its transaction."""
    return Event.objects.create(verb=verb, actor=actor, claim=claim, article=article, data={**(data or {}), **more})
