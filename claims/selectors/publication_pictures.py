"""The pictures that stand beside headlines: the first image among the evidence of a verdict."""

from collections.abc import Iterable

from django.db.models import F, Func, JSONField

from claims.models import Publication
from claims.publication_page import PageEvidence
from claims.selectors.stored_files import list_removed_files

_FIRST_IMAGE = """jsonb_path_query_first(%(expressions)s, '$.evidence[*] ? (@.file.media_type starts with "image/")')"""


def find_pictures(publications: Iterable[Publication]) -> dict[int, PageEvidence]:
    """Return the evidence with the first picture of each publication, by id; removed files are left out."""
    wanted = [publication.pk for publication in publications]
    first_image = Func(F("page"), template=_FIRST_IMAGE, output_field=JSONField())
    found = Publication.objects.filter(pk__in=wanted).values_list("pk", first_image)
    pictures = {pk: PageEvidence.from_json(item) for pk, item in found if item}
    removed = list_removed_files(picture.file.sha256 for picture in pictures.values() if picture.file)
    return {pk: item for pk, item in pictures.items() if item.file and item.file.sha256 not in removed}
