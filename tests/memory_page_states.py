"""The paths of pages about what the desk remembers: families, sources, official figures and what its reader learned."""

from datetime import date

from claims.models import Source, User, WeightsInUse
from claims.services.figures import confirm_figure, reject_figure
from claims.services.learned_weights import choose_weights
from claims.services.series_imports import _fail_import as fail_import
from claims.services.series_imports import import_figures_url
from claims.services.sources import add_source_role
from claims.services.translations import send_back_translation, submit_translation, withdraw_translation
from claims.tasks import compute_metrics
from tests.figure_stories import TREES, check_figures, make_series, make_tree_series
from tests.learning_stories import make_learned_weights
from tests.stories import (
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_relation,
    make_repetition,
    make_taken_claim,
)
from tests.translation_stories import correct_publication, make_translation, write_translation


def family_pages(edith: User, mona: User) -> list[str]:
    """Return the pages of related claims: with a suggestion, and a family with quotations, origins and its source."""
    suggested, confirmed = make_relation(edith, "500 trees were planted"), make_repetition(edith, mona)
    confirmed.other.appearances.update(exact="“We planted 300 trees this year”")
    confirmed.claim.appearances.update(exact="“We planted 500 trees”")
    source = Source.objects.get(key="mayor")
    Source.objects.create(name="Ana, the mayor", key="ana, the mayor", kind="person")
    Source.objects.create(name="Mayor Lima", key="mayor lima", kind="person", merged_into=source)
    add_source_role(source_id=source.pk, title="Mayor of the town", editor=edith)
    claims = (suggested.claim_id, confirmed.claim_id)
    return [
        *(f"/claims/{claim}/" for claim in claims),
        *(f"/claims/{claim}/family/" for claim in claims),
        f"/desk/sources/{source.pk}/",
    ]


def translation_pages(edith: User, mona: User) -> list[str]:
    """Return the pages of translations: one that was sent back, one that waits, one behind, and one withdrawn."""
    returned, waiting, behind, gone = (make_publication(edith, mona) for _ in range(4))
    for original in (returned, waiting):
        write_translation(original, edith)
        submit_translation(claim_id=original.claim_id, language="fr", editor=edith)
    send_back_translation(claim_id=returned.claim_id, language="fr", moderator=mona, reason="The title is too long.")
    for original in (behind, gone):
        make_translation(original, edith, mona)
    correct_publication(behind, edith, mona)
    withdraw_translation(claim_id=gone.claim_id, language="fr", moderator=mona, reason="It says the contrary.")
    claims = [original.claim_id for original in (returned, waiting, behind, gone)]
    return [
        f"/claims/{behind.claim_id}/",
        *(f"/claims/{claim}/translations/fr/" for claim in claims),
        *(f"/fr/verdicts/{claim}-les-trois-cents-arbres/" for claim in claims[2:]),
        *(f"/fr/embed/{claim}/" for claim in claims[2:]),
        f"/claims/{behind.claim_id}/history/",
    ]


def series_pages(edith: User) -> list[str]:
    """Return the pages of official figures: imports in each state, and claims with figures beside them."""
    empty, series = make_series(edith, notes="Persons aged 15 to 74."), make_tree_series(edith)
    several = check_figures(empty, edith, "month,place,value\n2026-01,France,7\n2026-01,Spain,10\n")
    checked = check_figures(series, edith, f"{TREES}2026-02,296,2026-06-01\nMay,x,\n")
    failed, waiting = (
        import_figures_url(
            series_id=series.pk, url=f"https://stats.example/{name}.csv", published=date(2026, 4, 18), by=edith
        )
        for name in ("a-rather-long-address/of-a-file/without-any-end", "b")
    )
    fail_import(failed.pk, "The file has no figures.")
    confirmed, rejected = make_taken_claim(edith), make_detected_claim(edith)
    for claim, judge in ((confirmed, confirm_figure), (rejected, reject_figure)):
        judge(claim_id=claim.pk, series_id=series.pk, start=date(2026, 2, 1), editor=edith)
    imports = [*(run.pk for run in (several, checked, failed, waiting)), series.imports.get(state="done").pk]
    return [
        "/series/",
        *(f"/series/{row.pk}/" for row in (empty, series)),
        *(f"/series/imports/{number}/" for number in imports),
        *(f"/claims/{claim.pk}/" for claim in (confirmed, rejected, make_queued_claim(edith))),
    ]


def learning_pages(moderator: User | None = None) -> list[str]:
    """Return the page of what the reader learned: weights in use, or chosen by a moderator and to be undone."""
    earlier, newest = make_learned_weights(), make_learned_weights()
    make_learned_weights(outcome="chance", weights={})
    columns = {"weights": newest, "follows": True, "rescored_up_to": 0}
    WeightsInUse.objects.update_or_create(pk=1, defaults=columns)
    if moderator:
        choose_weights(by=moderator, weights=earlier.pk, follows=False)
    compute_metrics()
    return ["/dashboard/learning/"]
