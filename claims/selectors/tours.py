"""The steps of the tour of the desk for a person, and examples: an article to triage and a claim to check."""

from claims.models import User
from claims.permissions import allows
from claims.selectors.articles import find_next_untriaged_article
from claims.selectors.queue import list_own_leases, list_running_leases
from claims.tour import TOUR_STEPS, TourStep


def list_tour_steps(user: User) -> list[TourStep]:
    """Return the steps of the pages that a person may open."""
    return [step for step in TOUR_STEPS if allows(user, step.ability)]


def find_article_to_triage() -> int | None:
    """Return the id of an article with claims to triage."""
    article = find_next_untriaged_article()
    return article.pk if article else None


def find_claim_to_check(user: User) -> int | None:
    """Return the id of a claim that is being checked: the person's own, or that of a colleague."""
    leases = list_own_leases(user, 1) or list_running_leases()
    return leases[0].claim_id if leases else None
