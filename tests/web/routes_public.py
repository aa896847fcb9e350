"""Who gets what answer at the public pages and in moderation: rows for the matrix in `test_routes.py`.

A row is: URL name, method, and the status for a visitor, contributor, editor, moderator and admin.
`words` name what fills the address: a published claim, its revision, an open report about it. 302 for a visitor is the
way to the sign-in page. A POST without content is refused (422) by whom it is open to.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """What each role gets; `words` fill the address."""

    name: str
    method: str
    visitor: int
    contributor: int
    editor: int
    moderator: int
    admin: int
    words: tuple[str, ...] = ()


ROUTES = [
    Row("front", "GET", 200, 200, 200, 200, 200),
    Row("front", "POST", 405, 405, 405, 405, 405),
    Row("verdict", "GET", 200, 200, 200, 200, 200, ("claim",)),
    Row("verdict", "POST", 405, 405, 405, 405, 405, ("claim",)),
    Row("verdict_revision", "GET", 200, 200, 200, 200, 200, ("claim", "revision")),
    Row("verdict_revision", "POST", 405, 405, 405, 405, 405, ("claim", "revision")),
    Row("report_problem", "GET", 200, 200, 200, 200, 200, ("claim",)),
    Row("report_problem", "POST", 422, 422, 422, 422, 422, ("claim",)),
    Row("report_thanks", "GET", 200, 200, 200, 200, 200, ("claim",)),
    Row("health", "GET", 200, 200, 200, 200, 200),
    Row("moderation", "GET", 302, 403, 403, 200, 200),
    Row("moderation", "POST", 302, 403, 403, 405, 405),
    Row("moderate", "GET", 302, 403, 403, 200, 200, ("claim",)),
    Row("moderate", "POST", 302, 403, 403, 422, 422, ("claim",)),
    Row("flag_close", "GET", 302, 403, 403, 405, 405, ("flag",)),
    Row("flag_close", "POST", 302, 403, 403, 422, 422, ("flag",)),
]
