"""Freeze what a submitted verdict is about, name sources per claim, and tie tokens to their parent."""

import django.db.models.deletion
import django.db.models.fields.json
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0004_readings_in_full'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='events_of_a_person',
        ),
        migrations.AddField(
            model_name='article',
            name='claimed_url',
            field=models.URLField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='attribution',
            name='kind',
            field=models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('outlet', 'outlet'), ('document', 'document'), ('channel', 'channel'), ('unnamed', 'unnamed')], default='unnamed', max_length=12),
        ),
        migrations.AddField(
            model_name='attribution',
            name='name',
            field=models.CharField(default='', max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='token',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to=settings.KNOX_TOKEN_MODEL),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(django.db.models.fields.json.KeyTransform('user', 'data'), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('verb__in', ('user.invited', 'user.invited_again', 'user.changed', 'user.signed_in', 'user.sign_in_failed', 'user.password_changed', 'user.email_changed', 'user.factor_changed', 'user.sessions_ended'))), name='events_of_a_person'),
        ),
        migrations.RunSQL(
            """
            UPDATE claims_attribution SET name = source.name, kind = source.kind
            FROM claims_source AS source WHERE source.id = source_id
            """,
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearances_are_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'pipeline' = to_jsonb(NEW) - 'pipeline' THEN\n            RETURN NEW;\n        END IF;\n    \n        IF EXISTS (SELECT FROM claims_claim WHERE id IN (OLD.claim_id, NEW.claim_id) AND status IN ('awaiting_approval', 'approved')) THEN\n            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='60650d35474e99ca7c39fb039c570753df6f0d2f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_appearances_are_frozen_with_a_verdict_2abf2', table='claims_appearance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='an_article_is_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claimed_url" IS DISTINCT FROM (NEW."claimed_url") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n                    IF EXISTS (\n                        SELECT FROM claims_appearance JOIN claims_claim ON claims_claim.id = claim_id\n                        WHERE article_id = OLD.id AND status IN ('awaiting_approval', 'approved')\n                    ) THEN\n                        RAISE EXCEPTION 'an article is frozen while a verdict on one of its claims is submitted';\n                    END IF;\n                    RETURN NEW;\n                ", hash='05f7bd0dcdf5e326c9fd663bdcd48b1d62d0a826', operation='UPDATE', pgid='pgtrigger_an_article_is_frozen_with_a_verdict_08fe5', table='claims_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attributions_are_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM claims_claim WHERE id IN (SELECT claim_id FROM claims_appearance WHERE id IN (OLD.appearance_id, NEW.appearance_id)) AND status IN ('awaiting_approval', 'approved')) THEN\n            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='5260c8de07cc4bd5c36887a17f09e90e02324901', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_attributions_are_frozen_with_a_verdict_1ab88', table='claims_attribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='the_words_of_a_submitted_claim_are_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'awaiting_approval\', \'approved\') AND (OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."statement_problem" IS DISTINCT FROM (NEW."statement_problem")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a5f83ffb5e5f1d988cfceaa2ebe95eca08a3720c', operation='UPDATE', pgid='pgtrigger_the_words_of_a_submitted_claim_are_frozen_23a86', table='claims_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='quantities_are_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM claims_claim WHERE id IN (SELECT claim_id FROM claims_appearance WHERE id IN (OLD.appearance_id, NEW.appearance_id)) AND status IN ('awaiting_approval', 'approved')) THEN\n            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='84a83b8238e04b1f48523bae047484492188aa69', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_quantities_are_frozen_with_a_verdict_71833', table='claims_quantity', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotecheck',
            trigger=pgtrigger.compiler.Trigger(name='a_quote_check_is_frozen_with_its_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM claims_verdict\n        WHERE id IN (SELECT verdict_id FROM claims_evidence WHERE id = OLD.evidence_id) AND submitted IS NOT NULL FOR SHARE\n    ) THEN\n        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='380ce03755d9de2f7a72d2b3a6fe4468df69f142', operation='UPDATE OR DELETE', pgid='pgtrigger_a_quote_check_is_frozen_with_its_verdict_73338', table='claims_quotecheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='a_token_stays_within_its_parent', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."parent_id" IS NOT NULL)', func="\n                    IF NOT EXISTS (\n                        SELECT FROM claims_token AS parent\n                        WHERE parent.digest = NEW.parent_id AND parent.user_id = NEW.user_id\n                            AND (parent.expiry IS NULL OR NEW.expiry <= parent.expiry)\n                            AND (parent.scopes = '{}' OR (NEW.scopes <> '{}' AND NEW.scopes <@ parent.scopes))\n                            AND (parent.per_minute IS NULL OR NEW.per_minute <= parent.per_minute)\n                    ) THEN\n                        RAISE EXCEPTION 'a token may not do more than its parent, or outlive it';\n                    END IF;\n                    RETURN NEW;\n                ", hash='72af200df18a612dc72b61f046e27d7597397ac1', operation='INSERT OR UPDATE', pgid='pgtrigger_a_token_stays_within_its_parent_608f0', table='claims_token', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='attribution',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='an_attribution_names_its_source'),
        ),
    ]
