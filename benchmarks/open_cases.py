"""Open the cases of moderators for rows that were loaded without triggers."""

from django.db import connection

OPEN_CASES_SQL = """
    INSERT INTO claims_case (kind, rank, report_id)
    SELECT 'report', 0, id FROM claims_report WHERE closed IS NULL ORDER BY id
    ON CONFLICT (report_id) WHERE closed IS NULL DO NOTHING;

    INSERT INTO claims_case (kind, rank, article_id)
    SELECT 'reading', 1, id FROM claims_article WHERE status = 'failed' ORDER BY id
    ON CONFLICT (article_id) WHERE closed IS NULL DO NOTHING;

    INSERT INTO claims_case (kind, rank, verdict_id, since)
    SELECT CASE claim.status WHEN 'approved' THEN 'publish' ELSE 'verdict' END,
           CASE WHEN claim.publication_id IS NULL THEN 1 ELSE 0 END, verdict.id, verdict.submitted
    FROM claims_claim claim
    CROSS JOIN LATERAL (
        SELECT id, submitted FROM claims_verdict
        WHERE claim_id = claim.id AND submitted IS NOT NULL ORDER BY revision DESC LIMIT 1
    ) verdict
    WHERE claim.status IN ('awaiting_approval', 'approved')
    ORDER BY verdict.submitted
    ON CONFLICT (verdict_id) WHERE closed IS NULL DO NOTHING;
"""


def open_cases() -> None:
    """Open a case for each report, failed article and submitted verdict, as the triggers do."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_CASES_SQL)
