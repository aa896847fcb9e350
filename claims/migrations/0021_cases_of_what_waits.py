"""Open a case for all that waited before there were cases; what has one already keeps it."""

from django.db import migrations

FILL = """
INSERT INTO claims_case (kind, rank, flag_id)
SELECT 'report', 0, id FROM claims_flag WHERE closed IS NULL ORDER BY id
ON CONFLICT (flag_id) WHERE closed IS NULL DO NOTHING;

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


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0020_cases_contests_and_rules'),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
