"""Vectors of claims, fact-checks and tips, in columns that exist where PostgreSQL has the extension `vector`."""
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

from claims.migrations._operations import AddTrigger

CREATE_TEXT_VECTORS_SQL = """
    CREATE FUNCTION create_text_vectors() RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'claims_claimvector'::regclass AND attname = 'vector') THEN
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
        ALTER TABLE claims_factcheckvector ADD COLUMN vector halfvec(384), ADD COLUMN title_vector halfvec(384);
        ALTER TABLE claims_claimvector ADD COLUMN vector halfvec(384);
        ALTER TABLE claims_tipvector ADD COLUMN vector halfvec(384);
        CREATE INDEX fact_checks_near ON claims_factcheckvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX claims_near ON claims_claimvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX tips_near ON claims_tipvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        RETURN true;
    END $$
"""
"""It may run again at any time: after the extension is installed, it adds what is missing."""

AWAIT_VECTORS_SQL = """
    INSERT INTO claims_factcheckvector (fact_check_id) SELECT id FROM claims_factcheck;
    INSERT INTO claims_claimvector (claim_id) SELECT id FROM claims_claim;
    INSERT INTO claims_tipvector (tip_id) SELECT id FROM claims_tip;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0005_claim_families'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimVector',
            fields=[
                ('pending', models.BooleanField(db_default=True, default=True)),
                ('generation', models.PositiveIntegerField(db_default=0, default=0)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('leased_until', models.DateTimeField(null=True)),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.claim')),
            ],
        ),
        migrations.CreateModel(
            name='FactCheckVector',
            fields=[
                ('pending', models.BooleanField(db_default=True, default=True)),
                ('generation', models.PositiveIntegerField(db_default=0, default=0)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('leased_until', models.DateTimeField(null=True)),
                ('fact_check', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.factcheck')),
            ],
        ),
        migrations.CreateModel(
            name='TipVector',
            fields=[
                ('pending', models.BooleanField(db_default=True, default=True)),
                ('generation', models.PositiveIntegerField(db_default=0, default=0)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('leased_until', models.DateTimeField(null=True)),
                ('tip', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.tip')),
            ],
        ),
        migrations.RunSQL(CREATE_TEXT_VECTORS_SQL, "DROP FUNCTION create_text_vectors()"),
        migrations.RunSQL("SELECT create_text_vectors()", migrations.RunSQL.noop),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='new_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO claims_claimvector (claim_id) SELECT id FROM new_texts; RETURN NULL;', hash='acdfdfaacfe21e59b12e09e275abef02cc10dad2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_new_texts_await_their_vectors_77d50', referencing='REFERENCING NEW TABLE AS new_texts ', table='claims_claim', when='AFTER')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='\n    UPDATE claims_claimvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE claim_id = NEW.id;\n    RETURN NULL;\n', hash='1666990dd96627dd624b8ecf4d54f7bcb361f3d0', operation='UPDATE OF "text", "statement"', pgid='pgtrigger_changed_texts_await_their_vectors_35de4', table='claims_claim', when='AFTER')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='new_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO claims_factcheckvector (fact_check_id) SELECT id FROM new_texts; RETURN NULL;', hash='ed44ce8ef2d2551332fb410667670a11e1d24d00', level='STATEMENT', operation='INSERT', pgid='pgtrigger_new_texts_await_their_vectors_eaaea', referencing='REFERENCING NEW TABLE AS new_texts ', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_text" IS DISTINCT FROM (NEW."claim_text") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='\n    UPDATE claims_factcheckvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE fact_check_id = NEW.id;\n    RETURN NULL;\n', hash='a058b1631c120874b9d17ee47c930e6c5a5ac794', operation='UPDATE OF "claim_text", "title"', pgid='pgtrigger_changed_texts_await_their_vectors_a94e7', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='new_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO claims_tipvector (tip_id) SELECT id FROM new_texts; RETURN NULL;', hash='e54ea20989a4ab9a2d4431329ef56dc98db51315', level='STATEMENT', operation='INSERT', pgid='pgtrigger_new_texts_await_their_vectors_c778e', referencing='REFERENCING NEW TABLE AS new_texts ', table='claims_tip', when='AFTER')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."text" IS DISTINCT FROM (NEW."text"))', func='\n    UPDATE claims_tipvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE tip_id = NEW.id;\n    RETURN NULL;\n', hash='236bd364e3593da0f2802c47a3cf77a98c0331b8', operation='UPDATE OF "text"', pgid='pgtrigger_changed_texts_await_their_vectors_08289', table='claims_tip', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='claimvector',
            index=models.Index(condition=models.Q(('pending', True)), fields=['attempts', 'claim'], name='claims_to_encode'),
        ),
        migrations.AddIndex(
            model_name='factcheckvector',
            index=models.Index(condition=models.Q(('pending', True)), fields=['attempts', 'fact_check'], name='fact_checks_to_encode'),
        ),
        migrations.AddIndex(
            model_name='tipvector',
            index=models.Index(condition=models.Q(('pending', True)), fields=['attempts', 'tip'], name='tips_to_encode'),
        ),
        migrations.AddField(
            model_name='match',
            name='reasons',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name='match',
            name='relation',
            field=models.CharField(choices=[('same', 'the same claim'), ('number_differs', 'the same claim with another number'), ('contradicts', 'the opposite claim'), ('narrower', 'a narrower claim'), ('wider', 'a wider claim'), ('unclear', 'perhaps the same claim')], db_default='unclear', default='unclear', max_length=14),
        ),
        migrations.AlterField(
            model_name='match',
            name='state',
            field=models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('rejected', 'another claim')], default='suggested', max_length=10),
        ),
        migrations.RunSQL("UPDATE claims_match SET relation = 'same' WHERE state = 'confirmed'", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('relation', 'unclear'), ('state', 'confirmed'), _negated=True), name='a_confirmed_match_has_its_relation'),
        ),
        migrations.RunSQL(AWAIT_VECTORS_SQL, migrations.RunSQL.noop),
    ]
