"""Multilingual vectors of claims and fact-checks, in columns that exist where PostgreSQL has the extension `vector`."""
import pgtrigger.compiler
from django.db import migrations

from claims.migrations._operations import AddTrigger, RemoveTrigger

CREATE_TEXT_VECTORS_SQL = """
    CREATE OR REPLACE FUNCTION create_text_vectors() RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM pg_attribute WHERE attrelid = 'claims_claimvector'::regclass AND attname = 'across_vector'
        ) THEN
            RETURN true;
        END IF;
        IF NOT EXISTS (
            SELECT FROM pg_available_extensions
            WHERE name = 'vector' AND substring(default_version FROM '^[0-9]+[.][0-9]+')::numeric >= 0.8
        ) THEN
            RETURN false;
        END IF;
        BEGIN
            CREATE EXTENSION IF NOT EXISTS vector;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE WARNING 'the owner of the database may not create the extension vector';
            RETURN false;
        END;
        ALTER TABLE claims_factcheckvector
            ADD COLUMN IF NOT EXISTS vector halfvec(384), ADD COLUMN IF NOT EXISTS title_vector halfvec(384),
            ADD COLUMN across_vector halfvec(512), ADD COLUMN foreign_vector halfvec(512);
        ALTER TABLE claims_claimvector
            ADD COLUMN IF NOT EXISTS vector halfvec(384), ADD COLUMN across_vector halfvec(512);
        ALTER TABLE claims_tipvector ADD COLUMN IF NOT EXISTS vector halfvec(384);
        CREATE INDEX IF NOT EXISTS fact_checks_near
            ON claims_factcheckvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX IF NOT EXISTS claims_near
            ON claims_claimvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX IF NOT EXISTS tips_near ON claims_tipvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX english_fact_checks_near_across
            ON claims_factcheckvector USING hnsw (across_vector halfvec_ip_ops)
            WHERE NOT pending AND across_vector IS NOT NULL;
        CREATE INDEX foreign_fact_checks_near_across
            ON claims_factcheckvector USING hnsw (foreign_vector halfvec_ip_ops)
            WHERE NOT pending AND foreign_vector IS NOT NULL;
        RETURN true;
    END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0010_translations'),
    ]

    operations = [
        migrations.RunSQL(CREATE_TEXT_VECTORS_SQL, migrations.RunSQL.noop),
        migrations.RunSQL("SELECT create_text_vectors()", migrations.RunSQL.noop),
        RemoveTrigger(
            model_name='factcheck',
            name='changed_texts_await_their_vectors',
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_text" IS DISTINCT FROM (NEW."claim_text") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='\n    UPDATE claims_factcheckvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE fact_check_id = NEW.id;\n    RETURN NULL;\n', hash='d45d7c1af95f938faa87b9c318fc9f2669007b49', operation='UPDATE OF "claim_text", "title", "language"', pgid='pgtrigger_changed_texts_await_their_vectors_a94e7', table='claims_factcheck', when='AFTER')),
        ),
    ]
