"""The tables of the desk, their triggers, and what models cannot declare: an unlogged table, vectors, first topics."""

import datetime
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import functools
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

# Name, slug and words of each topic.
TOPICS = (
    (
        "Health",
        "health",
        "health healthcare hospital clinic doctor nurse patient medicine medical drug vaccine vaccination "
        "vaccinated virus flu covid pandemic epidemic infection infected disease illness cancer symptom dose "
        "spray cold diagnosis surgery therapy treatment ambulance pharmacy obesity diet vitamin smoking "
        "tobacco alcohol mental midwife",
    ),
    (
        "Economy",
        "economy",
        "economy economic economist inflation price wage salary income unemployment unemployed job jobless "
        "employer worker workforce tax taxpayer budget debt deficit bank interest loan mortgage market share "
        "investor investment company business industry trade export import tariff currency recession growth "
        "gdp insurer profit revenue subsidy pension euro dollar pound billion credit",
    ),
    (
        "Migration",
        "migration",
        "migration migrant immigrant immigration emigrant emigration refugee asylum border visa deportation "
        "deported citizenship naturalised naturalized smuggler newcomer resettlement displaced foreigner "
        "residency",
    ),
    (
        "War and security",
        "war-and-security",
        "war warfare army soldier troop military militia missile rocket drone tank artillery bomb bombing "
        "shelling ceasefire truce invasion invaded occupied frontline battle battalion brigade weapon "
        "ammunition nato navy fighter convoy casualty killed wounded captured defected defence defense "
        "general combat siege airstrike evacuation evacuated nuclear terrorism terrorist kremlin",
    ),
    (
        "Climate and environment",
        "climate-and-environment",
        "climate emission carbon co2 greenhouse warming temperature heatwave drought flood earthquake quake "
        "magnitude storm hurricane wildfire volcano tsunami glacier sea forest deforestation tree species "
        "wildlife pollution plastic recycling environment environmental solar wind renewable fossil coal gas "
        "oil energy dam river water",
    ),
    (
        "Politics and elections",
        "politics-and-elections",
        "election electoral vote voter ballot poll turnout candidate campaign parliament parliamentary senate "
        "senator congress minister president presidential chancellor mayor governor government opposition "
        "party coalition referendum law bill constitution policy legislation lawmaker cabinet council "
        "councillor diplomat summit talks sanction",
    ),
    (
        "Crime and justice",
        "crime-and-justice",
        "crime criminal police officer murder homicide theft robbery burglary fraud corruption bribe assault "
        "rape violence stabbing shooting gang prison prisoner jail court judge jury trial verdict sentence "
        "convicted conviction lawyer prosecutor suspect arrest arrested offence offense knife",
    ),
    (
        "Science and technology",
        "science-and-technology",
        "science scientific scientist research researcher study laboratory experiment physics chemistry "
        "biology space satellite telescope planet technology computer software algorithm internet online data "
        "chip robot smartphone phone app platform artificial intelligence engineer university professor trial "
        "battery",
    ),
    (
        "Society",
        "society",
        "family child children school pupil teacher student education housing rent rental tenant homeless "
        "poverty poor welfare benefit population birth marriage divorce religion religious church mosque "
        "gender woman women men equality discrimination racism culture museum library media newspaper street "
        "lighting transport bus train traffic road",
    ),
    (
        "Sport",
        "sport",
        "sport football soccer match goal league champion championship cup tournament team player coach "
        "referee olympic olympics medal athlete race runner tennis basketball cricket rugby hockey cycling "
        "swimmer stadium doping transfer",
    ),
)

# Presence is written every few seconds and outdated after a minute. It needs no write-ahead log, and space beside each row.
UNLOGGED_PRESENCE = "ALTER TABLE claims_presence SET UNLOGGED; ALTER TABLE claims_presence SET (fillfactor = 50);"

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
        ALTER TABLE claims_factcheckvector
            ADD COLUMN vector halfvec(384), ADD COLUMN title_vector halfvec(384),
            ADD COLUMN across_vector halfvec(512), ADD COLUMN foreign_vector halfvec(512);
        ALTER TABLE claims_claimvector ADD COLUMN vector halfvec(384), ADD COLUMN across_vector halfvec(512);
        ALTER TABLE claims_tipvector ADD COLUMN vector halfvec(384);
        CREATE INDEX fact_checks_near ON claims_factcheckvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX claims_near ON claims_claimvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX tips_near ON claims_tipvector USING hnsw (vector halfvec_ip_ops) WHERE NOT pending;
        CREATE INDEX english_fact_checks_near_across
            ON claims_factcheckvector USING hnsw (across_vector halfvec_ip_ops)
            WHERE NOT pending AND across_vector IS NOT NULL;
        CREATE INDEX foreign_fact_checks_near_across
            ON claims_factcheckvector USING hnsw (foreign_vector halfvec_ip_ops)
            WHERE NOT pending AND foreign_vector IS NOT NULL;
        RETURN true;
    END $$
"""
"""It may run again at any time: after the extension is installed, it adds the columns."""


def create_topics(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give a new desk its topics."""
    topic = apps.get_model("claims", "Topic")
    topic.objects.bulk_create(topic(name=name, slug=slug, words=words.split()) for name, slug, words in TOPICS)


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """Adds a trigger without rendering the models again: they know nothing of triggers, and it takes as long as the rest."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(
        ),
        django.contrib.postgres.operations.UnaccentExtension(
        ),
        django.contrib.postgres.operations.BtreeGinExtension(
        ),
        migrations.CreateModel(
            name='Logo',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('data', models.BinaryField()),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('height__gt', 0), ('sha256__regex', '^[0-9a-f]{64}$'), ('width__gt', 0)), name='a_logo_has_a_hash')],
            },
        ),
        migrations.CreateModel(
            name='Metric',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('period_start', models.DateField()),
                ('data', models.JSONField()),
                ('computed', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['name', 'period_start'],
                'constraints': [models.UniqueConstraint(fields=('name', 'period_start'), name='one_metric_per_period')],
            },
        ),
        migrations.CreateModel(
            name='RoleRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('contributor', 'contributor'), ('editor', 'editor'), ('moderator', 'moderator'), ('admin', 'admin')], max_length=12, unique=True)),
                ('mfa_required', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'ordering': ['role'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['contributor', 'editor', 'moderator', 'admin'])), name='a_rule_is_about_a_role_that_exists')],
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('lexeme', models.TextField(primary_key=True, serialize=False)),
                ('fact_check_count', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=150, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('public_name', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('role', models.CharField(choices=[('contributor', 'contributor'), ('editor', 'editor'), ('moderator', 'moderator'), ('admin', 'admin')], default='contributor', max_length=12)),
                ('session_generation', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                ('keys', models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, editable=False)),
                ('language', models.CharField(blank=True, db_default='', default='', editable=False, max_length=12)),
                ('time_zone', models.CharField(blank=True, db_default='', default='', editable=False, max_length=64)),
                ('toured', models.BooleanField(db_default=False, default=False, editable=False)),
                ('density', models.CharField(choices=[('comfortable', 'Comfortable'), ('compact', 'Compact: more rows, with details only in the row in focus')], db_default='compact', default='compact', editable=False, max_length=12)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_address'), models.CheckConstraint(condition=models.Q(('role__in', ['contributor', 'editor', 'moderator', 'admin'])), name='a_role_that_exists'), models.CheckConstraint(condition=models.Func('keys', output_field=models.BooleanField(), template='(jsonb_typeof(%(expressions)s) = \'object\' AND NOT jsonb_path_exists(%(expressions)s, \'$.* ? (!(@.type() == "string" && @ like_regex "^[^[:space:][:cntrl:]?]( [^[:space:][:cntrl:]?])?$"))\'))'), name='a_key_can_be_typed')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('url', models.URLField(blank=True, max_length=2000, null=True, unique=True)),
                ('claimed_url', models.URLField(blank=True, db_default='', default='', max_length=2000)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('byline', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('news', 'news'), ('speech', 'speech'), ('interview', 'interview'), ('post', 'post'), ('transcript', 'transcript'), ('press_release', 'press release')], db_default='news', default='news', max_length=13)),
                ('speaker', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('media_url', models.URLField(blank=True, db_default='', default='', max_length=2000)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('version', models.PositiveIntegerField(db_default=1, default=1)),
                ('guesses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=functools.partial(list, *(('language',),), **{}), size=None)),
                ('claims_version', models.PositiveIntegerField(db_default=1, default=1)),
                ('is_redating', models.BooleanField(db_default=False, default=False)),
                ('reach', models.PositiveBigIntegerField(db_default=0, default=0)),
                ('notes', models.JSONField(blank=True, default=list)),
                ('positions', models.JSONField(blank=True, db_default=[], default=list)),
                ('source_notes', models.JSONField(blank=True, db_default=[], default=list)),
                ('status', models.CharField(choices=[('received', 'received'), ('reading', 'being read'), ('read', 'read'), ('failed', 'could not be read')], default='received', max_length=10)),
                ('pipeline', models.CharField(blank=True, max_length=200)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('reading_since', models.DateTimeField(blank=True, null=True)),
                ('reading_until', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('status__in', ['received', 'reading'])), fields=['attempts', 'id'], name='articles_to_read'), models.Index(condition=models.Q(('status', 'failed')), fields=['-id'], name='articles_failed'), models.Index(fields=['submitted_by', '-id'], name='articles_of_a_person'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('title'), name='gin_trgm_ops'), name='articles_title_trgm'), django.contrib.postgres.indexes.GinIndex(models.Func('title', 'publisher', 'byline', django.db.models.functions.text.Left('text', 200000), arg_joiner=" || ' ' || ", output_field=django.contrib.postgres.search.SearchVectorField(), template="to_tsvector(CASE language WHEN 'ar' THEN 'arabic'::regconfig WHEN 'ca' THEN 'catalan'::regconfig WHEN 'da' THEN 'danish'::regconfig WHEN 'de' THEN 'german'::regconfig WHEN 'el' THEN 'greek'::regconfig WHEN 'en' THEN 'english'::regconfig WHEN 'es' THEN 'spanish'::regconfig WHEN 'eu' THEN 'basque'::regconfig WHEN 'fi' THEN 'finnish'::regconfig WHEN 'fr' THEN 'french'::regconfig WHEN 'ga' THEN 'irish'::regconfig WHEN 'hi' THEN 'hindi'::regconfig WHEN 'hu' THEN 'hungarian'::regconfig WHEN 'hy' THEN 'armenian'::regconfig WHEN 'id' THEN 'indonesian'::regconfig WHEN 'it' THEN 'italian'::regconfig WHEN 'lt' THEN 'lithuanian'::regconfig WHEN 'nl' THEN 'dutch'::regconfig WHEN 'no' THEN 'norwegian'::regconfig WHEN 'pt' THEN 'portuguese'::regconfig WHEN 'ro' THEN 'romanian'::regconfig WHEN 'ru' THEN 'russian'::regconfig WHEN 'sr' THEN 'serbian'::regconfig WHEN 'sv' THEN 'swedish'::regconfig WHEN 'ta' THEN 'tamil'::regconfig WHEN 'tr' THEN 'turkish'::regconfig ELSE 'english'::regconfig END, %(expressions)s)"), name='articles_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('attempts__lte', 3)), name='three_attempts_at_most'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_article_has_a_text'), models.CheckConstraint(condition=models.Q(('kind__in', ['news', 'speech', 'interview', 'post', 'transcript', 'press_release'])), name='a_kind_of_text_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Revisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000)),
                ('origin', models.CharField(max_length=300)),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due', models.DateTimeField(null=True)),
                ('etag', models.CharField(blank=True, max_length=300)),
                ('modified', models.CharField(blank=True, max_length=300)),
                ('visited', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, choices=[('same', 'unchanged'), ('beside', 'changed, but no claim and no quote'), ('touched', 'changed at a claim or a quote'), ('redirected', 'moved to another address'), ('dead', 'no longer there')], max_length=10)),
                ('changed', models.DateTimeField(null=True)),
                ('moved_to', models.URLField(blank=True, max_length=2000)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('touched', models.JSONField(blank=True, default=list)),
                ('touched_since', models.DateTimeField(null=True)),
                ('is_public', models.BooleanField(default=False)),
                ('article', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisit', to='claims.article')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('due__isnull', False)), fields=['origin', 'due'], name='revisits_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('article__isnull', True)), fields=('url',), name='a_page_of_evidence_is_revisited_once'), models.CheckConstraint(condition=models.Q(models.Q(('error', ''), ('failures', 0)), models.Q(('failures__gt', 0), models.Q(('error', ''), _negated=True)), _connector='OR'), name='a_failing_revisit_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000)),
                ('state', models.CharField(choices=[('waiting', 'waiting to be fetched'), ('stored', 'stored'), ('failed', 'could not be fetched')], default='waiting', max_length=10)),
                ('final_url', models.URLField(blank=True, max_length=2000)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('positions', models.JSONField(blank=True, db_default=[], default=list)),
                ('word_count', models.PositiveIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_attempt', models.DateTimeField(blank=True, null=True)),
                ('fetched', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('revisit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='claims.revisit')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['url', '-id'], name='snapshots_of_an_address'), models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='snapshots_to_fetch'), models.Index(condition=models.Q(('state', 'stored')), fields=['fetched'], name='snapshots_by_fetch_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('attempts__lte', 3)), name='three_visits_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stored'), _negated=True), models.Q(models.Q(('text', ''), _negated=True), ('fetched__isnull', False), ('text_sha256', models.Func('text', output_field=models.CharField(), template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"))), _connector='OR'), name='a_stored_snapshot_has_its_text_and_hash'), models.CheckConstraint(condition=models.Q(('state', 'stored'), models.Q(('fetched__isnull', True), ('text', ''), ('text_sha256', '')), _connector='OR'), name='only_a_stored_snapshot_has_a_text'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='a_failed_snapshot_has_an_error')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('key', models.CharField(editable=False, max_length=300, unique=True)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('outlet', 'outlet'), ('document', 'document'), ('channel', 'channel'), ('unnamed', 'unnamed')], default='unnamed', max_length=12)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='other_names', to='claims.source')),
                ('external_id', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('capitals', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), models.Value('[^[:upper:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.CharField(max_length=300)), output_field=models.CharField(max_length=300))),
            ],
            options={
                'ordering': ['name'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='sources_name_trgm'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='sources_other_names'), models.Index(fields=['capitals', 'id'], name='sources_by_capitals')],
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='no_source_is_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='a_topic_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='WatchedSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=300, unique=True)),
                ('free_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('robots', models.TextField(blank=True)),
                ('robots_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='WitnessedHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('desk', models.URLField()),
                ('size', models.PositiveBigIntegerField()),
                ('root_sha256', models.CharField(max_length=64)),
                ('jws', models.TextField()),
                ('countersignature', models.TextField()),
                ('received', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('desk', 'size'), name='one_head_of_a_desk_per_size')],
            },
        ),
        migrations.CreateModel(
            name='DeskIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Pages, feeds and mails show it.', max_length=80, verbose_name='Name')),
                ('tagline', models.CharField(blank=True, help_text='A line below the name. Leave it empty for the usual one.', max_length=160, verbose_name='Tagline')),
                ('accent', models.CharField(blank=True, max_length=7, verbose_name='Colour')),
                ('time_zone', models.CharField(help_text='Of public pages and mail, and of people who have chosen no other.', max_length=64, verbose_name='Time zone')),
                ('language', models.CharField(help_text='Of publications, and of mail to readers.', max_length=10, verbose_name='Language of the desk')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), size=None)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.logo')),
            ],
            options={
                'verbose_name_plural': 'desk identities',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='a_desk_has_a_name'), models.CheckConstraint(condition=models.Q(('accent', ''), ('accent__regex', '^#[0-9a-f]{6}$'), _connector='OR'), name='an_accent_is_a_colour')],
            },
        ),
        migrations.CreateModel(
            name='IdempotentResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('request_sha256', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('location', models.CharField(blank=True, max_length=500)),
                ('body', models.TextField(blank=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['created'], name='responses_by_age')],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='one_response_per_person_and_key')],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(max_length=2000)),
                ('data', models.BinaryField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('format', models.CharField(blank=True, choices=[('claimreview', 'ClaimReview'), ('csv', 'CSV'), ('xlsx', 'XLSX'), ('json', 'JSON')], max_length=20)),
                ('preset', models.CharField(blank=True, max_length=30)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('sample', models.JSONField(blank=True, default=list)),
                ('mapping', models.JSONField(blank=True, default=dict)),
                ('archive', models.BooleanField(default=False)),
                ('dry_run', models.BooleanField(default=False)),
                ('is_read', models.BooleanField(default=False)),
                ('rows_read', models.PositiveBigIntegerField(default=0)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('mapping', 'needs columns'), ('checked', 'checked, not imported yet'), ('done', 'imported'), ('failed', 'failed'), ('undone', 'undone')], default='waiting', max_length=10)),
                ('total_bytes', models.PositiveBigIntegerField(default=0)),
                ('bytes_read', models.PositiveBigIntegerField(default=0)),
                ('report', models.JSONField(blank=True, default=dict)),
                ('error', models.TextField(blank=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('started', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['id'], name='imports_to_run'), models.Index(condition=models.Q(('archive', True), ('state', 'done')), fields=['-id'], name='archives_imported')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'failed', 'undone']), _negated=True), ('data__isnull', True), _connector='OR'), name='a_finished_import_has_no_data')],
            },
        ),
        migrations.CreateModel(
            name='NotificationMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_attempt', models.DateTimeField(blank=True, null=True)),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('channel', models.CharField(choices=[('mail', 'Mail at once'), ('digest', 'Mail once a day')], max_length=6)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notification_mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('sent__isnull', True)), fields=['id'], name='notification_mails_to_send'), models.Index(fields=['created'], name='notification_mails_by_age')],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ('mail', 'digest'))), name='notifications_are_mailed_by_a_known_channel')],
            },
        ),
        migrations.CreateModel(
            name='NotificationSettings',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='notification_settings', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('channels', models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict)),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_until', models.TimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'notification settings',
                'constraints': [models.CheckConstraint(condition=models.Func('channels', output_field=models.BooleanField(), template='(jsonb_typeof(%(expressions)s) = \'object\' AND NOT jsonb_path_exists(%(expressions)s, \'$.* ? (!(@ == "centre" || @ == "mail" || @ == "digest" || @ == "off"))\'))'), name='a_channel_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False), models.Q(('quiet_from', models.F('quiet_until')), _negated=True)), _connector='OR'), name='quiet_hours_begin_and_end')],
            },
        ),
        migrations.CreateModel(
            name='PriorityWeights',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checkworthiness', models.FloatField(default=100.0)),
                ('reach', models.FloatField(default=10.0)),
                ('tip_count', models.FloatField(default=15.0)),
                ('age', models.FloatField(default=1.0)),
                ('deadline', models.FloatField(default=40.0)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('reprioritised_up_to', models.BigIntegerField(blank=True, null=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1), models.Q(('checkworthiness', 0), models.Q(('checkworthiness__gte', 1e-06), ('checkworthiness__lte', 1000.0)), _connector='OR'), models.Q(('reach', 0), models.Q(('reach__gte', 1e-06), ('reach__lte', 1000.0)), _connector='OR'), models.Q(('tip_count', 0), models.Q(('tip_count__gte', 1e-06), ('tip_count__lte', 1000.0)), _connector='OR'), models.Q(('age', 0), models.Q(('age__gte', 1e-06), ('age__lte', 1000.0)), _connector='OR'), models.Q(('deadline', 0), models.Q(('deadline__gte', 1e-06), ('deadline__lte', 1000.0)), _connector='OR')), name='one_row_of_weights')],
            },
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('account', 'account'), ('tip', 'tip'), ('report', 'report'), ('article', 'article'), ('claim', 'claim'), ('file', 'file'), ('passage', 'passage of the verdict on claim')], max_length=10)),
                ('subject', models.BigIntegerField()),
                ('reason', models.CharField(choices=[('request', 'The person asked for it'), ('law', 'A court or a law requires it'), ('danger', 'Somebody is in danger'), ('abuse', 'It is abuse, or an attack on somebody'), ('mistake', 'It was stored by mistake')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('row_sha256', models.CharField(db_default='', max_length=64)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('removed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'passage'), _negated=True), fields=('kind', 'subject'), name='one_removal_per_subject'), models.CheckConstraint(condition=models.Q(('kind__in', ['account', 'tip', 'report', 'article', 'claim', 'file', 'passage'])), name='a_kind_of_removal_is_known'), models.CheckConstraint(condition=models.Q(('reason__in', ['request', 'law', 'danger', 'abuse', 'mistake'])), name='a_removal_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('query', models.CharField(max_length=1000)),
                ('position', models.PositiveSmallIntegerField()),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='one_saved_search_per_name'), models.UniqueConstraint(fields=('owner', 'position'), name='one_saved_search_per_position'), models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 20), models.Q(('name', ''), _negated=True)), name='twenty_saved_searches_at_most')],
            },
        ),
        migrations.CreateModel(
            name='Scale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('points', models.JSONField(default=list)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gt', 1)), name='version_1_is_the_standard_scale')],
            },
        ),
        migrations.CreateModel(
            name='SitePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(choices=[('method', 'How we check'), ('about', 'About us'), ('funding', 'Funding'), ('corrections', 'Corrections policy'), ('privacy', 'Privacy')], max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=120, verbose_name='Title')),
                ('body', models.TextField(help_text='In Markdown: ## heading, - list, [words](link).', max_length=30000, verbose_name='Text')),
                ('published', models.BooleanField(default=True, verbose_name='Readers can see this page')),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['slug', 'language', '-id'], name='newest_version_of_a_page')],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__in', ['method', 'about', 'funding', 'corrections', 'privacy'])), name='a_page_is_one_of_the_table'), models.CheckConstraint(condition=models.Q(('body__regex', '\\S'), ('title__regex', '\\S')), name='a_page_has_a_title_and_a_text')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('media_type', models.CharField(choices=[('image/png', 'png'), ('image/jpeg', 'jpg'), ('image/webp', 'webp'), ('application/pdf', 'pdf')], max_length=30)),
                ('data', models.BinaryField(null=True)),
                ('size_bytes', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('uploaded', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('is_removed', models.BooleanField(db_default=False, default=False)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('positions', models.JSONField(blank=True, db_default=[], default=list)),
                ('text', models.TextField(blank=True, db_default='', default='')),
            ],
            options={
                'ordering': ['-id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['uploaded'], name='stored_files_by_upload')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('data__isnull', True), ('is_removed', True)), models.Q(('is_removed', False), ('sha256', models.Func('data', output_field=models.CharField(), template="encode(sha256(%(expressions)s), 'hex')")), ('size_bytes', models.Func('data', output_field=models.IntegerField(), template='octet_length(%(expressions)s)'))), _connector='OR'), name='a_stored_file_has_the_hash_of_its_data'), models.CheckConstraint(condition=models.Q(models.Q(('height', 0), ('media_type', 'application/pdf'), ('width', 0)), models.Q(models.Q(('media_type', 'application/pdf'), _negated=True), ('height__gt', 0), ('width__gt', 0)), _connector='OR'), name='only_an_image_has_width_and_height')],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None)),
                ('per_minute', models.PositiveIntegerField(blank=True, null=True)),
                ('last_used', models.DateTimeField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to=settings.KNOX_TOKEN_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created'],
                'constraints': [models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'submit', 'review', 'moderate', 'manage'])), name='scopes_that_exist'), models.CheckConstraint(condition=models.Q(('per_minute__isnull', True), ('per_minute__gt', 0), _connector='OR'), name='a_request_limit_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000, verbose_name='URL')),
                ('origin', models.CharField(max_length=300)),
                ('kind', models.CharField(blank=True, choices=[('feed', 'feed'), ('sitemap', 'sitemap'), ('page', 'page'), ('claimreview', 'fact-checks')], max_length=11, verbose_name='Kind')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='Name')),
                ('minutes', models.PositiveSmallIntegerField(choices=[(5, 'every 5 minutes'), (15, 'every 15 minutes'), (60, 'every hour'), (360, 'every 6 hours'), (1440, 'once a day')], db_default=15, default=15, verbose_name='Visited')),
                ('article_kind', models.CharField(choices=[('news', 'news'), ('speech', 'speech'), ('interview', 'interview'), ('post', 'post'), ('transcript', 'transcript'), ('press_release', 'press release')], default='news', max_length=13, verbose_name='Kind of text')),
                ('reach', models.PositiveBigIntegerField(default=0, help_text='Roughly how many people see an article of this source; 0 if unknown.', verbose_name='Audience')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=100)),
                ('source', models.CharField(blank=True, help_text='Part of the name or address of the source or author.', max_length=200, verbose_name='Source')),
                ('language', models.CharField(blank=True, help_text='As a code: en, fr. Items that name none match.', max_length=8, verbose_name='Language')),
                ('matching', models.CharField(choices=[('read', 'Read at once'), ('queued', 'Wait for a person'), ('remembered', 'Only remember')], db_default='read', default='read', max_length=10, verbose_name='Items that match')),
                ('others', models.CharField(choices=[('read', 'Read at once'), ('queued', 'Wait for a person'), ('remembered', 'Only remember')], db_default='remembered', default='remembered', max_length=10, verbose_name='Other items')),
                ('pause', models.CharField(blank=True, choices=[('person', 'paused'), ('gone', 'the site says that the address is gone (410)')], max_length=6)),
                ('due', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('etag', models.CharField(blank=True, max_length=300)),
                ('modified', models.CharField(blank=True, max_length=300)),
                ('visited', models.DateTimeField(null=True)),
                ('succeeded', models.DateTimeField(null=True)),
                ('newest_item', models.DateTimeField(null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('failing_since', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('removed', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'watches',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('removed__isnull', True), ('pause', '')), fields=['origin', 'due'], name='watches_to_visit'), models.Index(condition=models.Q(('removed__isnull', True)), fields=['-id'], name='watches_standing')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed__isnull', True)), fields=('url',), name='an_address_is_watched_once'), models.CheckConstraint(condition=models.Q(models.Q(('error', ''), ('failing_since__isnull', True), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0), models.Q(('error', ''), _negated=True)), _connector='OR'), name='a_failing_watch_says_since_when_and_why'), models.CheckConstraint(condition=models.Q(('minutes__in', [5, 15, 60, 360, 1440])), name='a_watch_has_an_interval'), models.CheckConstraint(condition=models.Q(('matching__in', ['read', 'queued', 'remembered']), ('others__in', ['read', 'queued', 'remembered'])), name='a_watch_has_known_outcomes')],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000)),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('verdict.published', 'A verdict is published'), ('verdict.corrected', 'A verdict is corrected'), ('verdict.withdrawn', 'A verdict is withdrawn'), ('verdict.redacted', 'Words are removed from a verdict'), ('verdict.removed', 'A verdict is removed'), ('article.read', 'An article is read'), ('article.failed', 'An article cannot be read'), ('claim.accepted', 'A claim is accepted into the queue'), ('claim.planned', 'A claim gets an editor, a deadline or a topic'), ('claim.deadline_near', 'The deadline of a claim is near'), ('verdict.submitted', 'A verdict is submitted'), ('verdict.sent_back', 'A verdict is sent back'), ('verdict.approved', 'A verdict is approved'), ('data.removed', 'An admin removes something for good'), ('report.submitted', 'A reader reports a problem in a verdict')], max_length=20), default=list, size=None)),
                ('format', models.CharField(choices=[('signed', 'Program: signed messages'), ('text', 'Room: Slack, Mattermost, Matrix (hookshot), Google Chat'), ('card', 'Room: Microsoft Teams'), ('content', 'Room: Discord')], db_default=models.Value('signed'), default='signed', max_length=8)),
                ('rating', models.CharField(blank=True, max_length=30)),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('sealed_secret', models.TextField()),
                ('previous_sealed_secret', models.TextField(blank=True)),
                ('previous_secret_until', models.DateTimeField(blank=True, null=True)),
                ('log_position', models.PositiveBigIntegerField(default=0)),
                ('pause', models.CharField(blank=True, choices=[('owner', 'paused by its owner'), ('gone', 'the receiver answered that it is gone (410)'), ('failing', 'the receiver has failed for days')], max_length=8)),
                ('ended', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='claims.topic')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('ended__isnull', True), ('pause', '')), fields=['id'], name='webhooks_active')],
                'constraints': [models.CheckConstraint(condition=models.Q(('format__in', ['signed', 'text', 'card', 'content'])), name='the_format_of_a_webhook_is_known'), models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('owner', 'url'), name='one_webhook_per_owner_and_address'), models.CheckConstraint(condition=models.Q(('events__contained_by', ['verdict.published', 'verdict.corrected', 'verdict.withdrawn', 'verdict.redacted', 'verdict.removed', 'article.read', 'article.failed', 'claim.accepted', 'claim.planned', 'claim.deadline_near', 'verdict.submitted', 'verdict.sent_back', 'verdict.approved', 'data.removed', 'report.submitted']), ('events__len__gt', 0)), name='a_webhook_has_an_event')],
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000, unique=True)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(null=True)),
                ('percent', models.PositiveSmallIntegerField()),
                ('found', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlets', to='claims.article')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='an_outlet_shares_a_part')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(max_length=64)),
                ('pipeline', models.CharField(max_length=200)),
                ('article_version', models.PositiveIntegerField(db_default=1, default=1)),
                ('facts', models.JSONField()),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='claims.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'text_sha256', 'pipeline', 'article_version'), name='one_reading_per_text_and_pipeline')],
            },
        ),
        migrations.CreateModel(
            name='TextSketch',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='sketch', serialize=False, to='claims.article')),
                ('shingles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['shingles'], name='sketches_by_shingle')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=40)),
                ('data', models.JSONField(blank=True, default=dict)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='claims.article')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['article', '-id'], name='events_of_an_article'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['at'], name='events_by_time', pages_per_range=32), models.Index(django.db.models.fields.json.KeyTransform('user', 'data'), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('verb__in', ('user.invited', 'user.invited_again', 'user.changed', 'user.signed_in', 'user.sign_in_failed', 'user.password_changed', 'user.email_changed', 'user.factor_changed', 'user.sessions_ended', 'user.data_downloaded'))), name='events_of_a_person'), models.Index(django.db.models.fields.json.KeyTransform('batch', 'data'), condition=models.Q(('data__has_key', 'batch')), name='events_of_a_batch'), models.Index(condition=models.Q(('verb__in', ('backup.made', 'backup.drilled'))), fields=['verb', '-id'], name='events_of_backups'), models.Index(condition=models.Q(('verb__in', ('export.requested', 'export.made'))), fields=['-id'], name='events_of_exports'), models.Index(condition=models.Q(('actor__isnull', False), ('verb__in', ('claim.accepted', 'claim.added', 'claim.dismissed'))), fields=['-id'], name='events_that_judge_claims')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('statement', models.TextField(blank=True, db_default='', default='', max_length=2000)),
                ('statement_problem', models.CharField(blank=True, db_default='', default='', max_length=40)),
                ('promise', models.BooleanField(db_default=False, default=False)),
                ('checkable', models.BooleanField(db_default=True, default=True)),
                ('status', models.CharField(choices=[('detected', 'detected'), ('queued', 'queued'), ('in_review', 'in review'), ('awaiting_approval', 'awaiting approval'), ('approved', 'approved'), ('published', 'published'), ('dismissed', 'dismissed'), ('withdrawn', 'withdrawn')], default='detected', max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('checkworthiness', models.FloatField(default=0.0)),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('dismissal', models.CharField(blank=True, choices=[('opinion', 'Opinion or prediction, not a checkable fact'), ('trivial', 'Too trivial to matter'), ('duplicate', 'Already in the queue or already checked'), ('misread', 'Not what the text says'), ('unclear', 'Too vague to check'), ('out_of_scope', 'Outside the scope of this desk')], max_length=20)),
                ('goes_out', models.DateTimeField(blank=True, editable=False, null=True)),
                ('matched', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reach', models.PositiveBigIntegerField(db_default=0, default=0)),
                ('tip_count', models.PositiveIntegerField(db_default=0, default=0)),
                ('deadline', models.DateTimeField(blank=True, null=True)),
                ('priority', models.FloatField(db_default=0.0, default=0.0)),
                ('unread', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, db_default=[], default=list, size=None)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('wording', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(django.db.models.functions.text.MD5(django.db.models.functions.text.Trim(models.Func(django.db.models.functions.text.Lower('text'), models.Value('[^[:alnum:]]+'), models.Value(' '), models.Value('g'), function='regexp_replace', output_field=models.TextField()))), models.UUIDField()), output_field=models.UUIDField())),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignee', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duplicate_of', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='claims.claim')),
                ('goes_out_event', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.event')),
                ('topic', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='claims.topic')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('status', 'queued')), fields=['-priority', 'id'], name='claims_queued'), models.Index(condition=models.Q(('status', 'queued')), fields=['topic', '-priority', 'id'], name='claims_queued_by_topic'), models.Index(condition=models.Q(('assignee__isnull', False), ('status', 'queued')), fields=['assignee', '-priority', 'id'], name='claims_queued_assigned'), models.Index(condition=models.Q(('assignee__isnull', True), ('status', 'queued')), fields=['-priority', 'id'], name='claims_queued_unassigned'), models.Index(fields=['status', '-id'], name='claims_by_status'), models.Index(fields=['wording'], name='claims_by_wording'), models.Index(fields=['status', '-created'], name='claims_by_arrival'), models.Index(fields=['topic', 'status', '-id'], name='claims_by_topic'), models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'status', '-id'], name='claims_by_assignee'), models.Index(condition=models.Q(('deadline__isnull', False)), fields=['deadline'], name='claims_by_deadline'), models.Index(condition=models.Q(('duplicate_of__isnull', False)), fields=['duplicate_of', 'id'], name='claims_by_duplicate_of'), models.Index(condition=models.Q(('goes_out__isnull', False)), fields=['goes_out'], name='claims_going_out'), models.Index(condition=models.Q(('matched__isnull', True), models.Q(('status__in', ['queued', 'in_review']), models.Q(('checkable', True), ('checkworthiness__gte', 0.25), ('status', 'detected')), _connector='OR')), fields=['id'], name='claims_unmatched'), models.Index(condition=models.Q(('checkable', True), ('checkworthiness__gte', 0.25), ('status', 'detected')), fields=['-id'], name='claims_to_triage'), models.Index(condition=models.Q(('unread', []), _negated=True), fields=['id'], name='claims_unread'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('text'), name='gin_trgm_ops'), name='claims_text_trgm'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('statement'), name='gin_trgm_ops'), name='claims_statement_trgm')],
                'constraints': [models.CheckConstraint(condition=models.Q(('checkworthiness__gte', 0), ('checkworthiness__lte', 1)), name='checkworthiness_in_range'), models.CheckConstraint(condition=models.Q(('status', 'dismissed'), ('dismissal', ''), _connector='XOR'), name='a_dismissal_has_its_reason'), models.CheckConstraint(condition=models.Q(('duplicate_of__isnull', True), ('dismissal', 'duplicate'), _connector='OR'), name='only_a_dismissed_duplicate_names_its_claim'), models.CheckConstraint(condition=models.Q(('duplicate_of', models.F('id')), _negated=True), name='no_claim_is_its_own_duplicate'), models.CheckConstraint(condition=models.Q(('statement', ''), ('statement_problem', ''), _connector='OR'), name='a_statement_has_no_problem'), models.CheckConstraint(condition=models.Q(('goes_out__isnull', True), ('goes_out_event__isnull', False), _connector='XOR'), name='what_goes_out_has_its_event')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('closed', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'The objection is right: the claim is reopened'), ('rejected', 'The dismissal stands')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('appellant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='claims.claim')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['appellant', '-id'], name='appeals_of_a_person'), models.Index(condition=models.Q(('closed__isnull', False)), fields=['closed'], name='appeals_answered')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_appeal_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('closed__isnull', True), ('closed_by__isnull', True), ('outcome', '')), models.Q(('closed__isnull', False), ('closed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_closed_appeal_has_an_outcome'), models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), models.Q(('closed_by', models.F('appellant')), _negated=True), _connector='OR'), name='nobody_decides_their_own_appeal'), models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('claim', 'appellant'), name='one_open_appeal_per_claim_and_person')],
            },
        ),
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(max_length=64)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('exact', models.TextField()),
                ('prefix', models.CharField(blank=True, max_length=32)),
                ('suffix', models.CharField(blank=True, max_length=32)),
                ('sentence_start', models.PositiveIntegerField()),
                ('sentence_end', models.PositiveIntegerField()),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=2), blank=True, default=list, size=None)),
                ('pipeline', models.CharField(blank=True, max_length=200)),
                ('hedged', models.BooleanField(default=False)),
                ('hedge', models.CharField(blank=True, max_length=200)),
                ('assertion', models.CharField(choices=[('asserted', 'asserted'), ('denied', 'denied: the source says it is untrue'), ('not_asserted', 'not asserted: the source does not say this'), ('disputed', 'disputed: the source says it, the article calls it untrue'), ('retracted', 'retracted: the article itself corrects it')], db_default='asserted', default='asserted', max_length=12)),
                ('times', models.JSONField(blank=True, default=list)),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True)),
                ('places', models.JSONField(blank=True, default=list)),
                ('page', models.PositiveIntegerField(blank=True, null=True)),
                ('second', models.PositiveIntegerField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='claims.article')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='claims.claim')),
            ],
            options={
                'ordering': ['article_id', 'start', 'end'],
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['period'], name='appearances_by_period')],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('article', 'start', 'end'), name='one_claim_per_anchor'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='an_anchor_has_length'), models.CheckConstraint(condition=models.Q(('sentence_end__gte', models.F('start')), ('sentence_start__lte', models.F('start'))), name='an_anchor_starts_in_its_sentence'), models.CheckConstraint(condition=models.Q(('assertion__in', ['asserted', 'denied', 'not_asserted', 'disputed', 'retracted'])), name='an_assertion_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('outlet', 'outlet'), ('document', 'document'), ('channel', 'channel'), ('unnamed', 'unnamed')], default='unnamed', max_length=12)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('cue', models.CharField(blank=True, max_length=200)),
                ('cue_start', models.PositiveIntegerField(blank=True, null=True)),
                ('cue_end', models.PositiveIntegerField(blank=True, null=True)),
                ('unresolved', models.BooleanField(db_default=False, default=False)),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='claims.appearance')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attributions', to='claims.source')),
            ],
            options={
                'ordering': ['position'],
                'indexes': [models.Index(fields=['source', '-appearance'], name='attributions_of_a_source')],
                'constraints': [models.UniqueConstraint(fields=('appearance', 'position'), name='one_source_per_position'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='an_attribution_names_its_source')],
            },
        ),
        migrations.CreateModel(
            name='Quantity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('low', models.FloatField(blank=True, null=True)),
                ('high', models.FloatField(blank=True, null=True)),
                ('unit', models.CharField(blank=True, max_length=200)),
                ('modifier', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('exact', 'exact'), ('at_least', 'at least'), ('at_most', 'at most'), ('approx', 'about'), ('range', 'range'), ('change_from', 'change from'), ('change_to', 'change to'), ('change_by', 'change by'), ('vague', 'vague, such as “hundreds”')], db_default='exact', default='exact', max_length=11)),
                ('currency', models.CharField(blank=True, db_default='', default='', max_length=3)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quantities', to='claims.appearance')),
            ],
            options={
                'verbose_name_plural': 'quantities',
                'ordering': ['start', 'id'],
                'indexes': [models.Index(fields=['low', '-appearance'], name='quantities_from'), models.Index(fields=['high', '-appearance'], name='quantities_up_to')],
                'constraints': [models.CheckConstraint(condition=models.Q(('low__isnull', False), ('high__isnull', False), _connector='OR'), name='a_quantity_has_a_bound'), models.CheckConstraint(condition=models.Q(('low__isnull', True), ('high__isnull', True), ('low__lte', models.F('high')), _connector='OR'), name='low_is_not_above_high'), models.CheckConstraint(condition=models.Q(('kind__in', ['exact', 'at_least', 'at_most', 'approx', 'range', 'change_from', 'change_to', 'change_by', 'vague'])), name='a_kind_of_quantity_is_known'), models.CheckConstraint(condition=models.Q(('currency', ''), ('currency__regex', '^[A-Z]{3}$'), _connector='OR'), name='a_currency_is_a_code')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('rating', models.CharField(blank=True, max_length=30)),
                ('rating_words', models.CharField(blank=True, db_default='', default='', max_length=60)),
                ('headline', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('summary', models.CharField(blank=True, max_length=500)),
                ('conclusion', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('justification', models.TextField(blank=True, max_length=100000)),
                ('correction', models.TextField(blank=True, max_length=10000)),
                ('last_evidence', models.PositiveIntegerField(db_default=0, default=0)),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('saved', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('submitted', models.DateTimeField(blank=True, null=True)),
                ('approved', models.DateTimeField(blank=True, null=True)),
                ('sent_back', models.DateTimeField(blank=True, null=True)),
                ('sent_back_reason', models.TextField(blank=True, max_length=2000)),
                ('sent_back_notes', models.JSONField(blank=True, db_default={}, default=dict)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.claim')),
                ('scale', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.scale')),
            ],
            options={
                'ordering': ['claim_id', '-revision'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('summary'), name='gin_trgm_ops'), name='verdicts_summary_trgm'), django.contrib.postgres.indexes.GinIndex(models.Func('summary', 'justification', arg_joiner=" || ' ' || ", output_field=django.contrib.postgres.search.SearchVectorField(), template="to_tsvector('english'::regconfig, %(expressions)s)"), name='verdicts_words')],
                'constraints': [models.UniqueConstraint(fields=('claim', 'revision'), name='one_verdict_per_revision'), models.UniqueConstraint(condition=models.Q(('submitted__isnull', True)), fields=('claim',), name='one_draft_per_claim'), models.CheckConstraint(condition=models.Q(('scale__isnull', False), models.Q(('rating__in', ['', 'true', 'mostly_true', 'half_true', 'misleading', 'mostly_false', 'false', 'unproven']), ('rating_words', '')), _connector='OR'), name='the_rating_of_a_verdict_is_on_the_scale'), models.CheckConstraint(condition=models.Q(('submitted__isnull', True), models.Q(models.Q(('rating', ''), ('rating_words', ''), _negated=True), models.Q(('summary', ''), _negated=True), models.Q(('justification', ''), _negated=True)), _connector='OR'), name='a_submitted_verdict_is_complete'), models.CheckConstraint(condition=models.Q(models.Func(models.F('approved_by'), models.F('authors'), arg_joiner=') <> ALL (', output_field=models.BooleanField(), template='((%(expressions)s))'), models.Q(('approved_by', models.F('author')), _negated=True)), name='an_author_never_approves'), models.CheckConstraint(condition=models.Q(('approved__isnull', True), models.Q(('approved_by__isnull', False), ('submitted__isnull', False)), _connector='OR'), name='an_approved_verdict_was_submitted')],
            },
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('headline', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('statement', models.TextField(blank=True, db_default='', default='', max_length=2000)),
                ('summary', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('conclusion', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('justification', models.TextField(blank=True, db_default='', default='', max_length=100000)),
                ('correction', models.TextField(blank=True, db_default='', default='', max_length=10000)),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('saved', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('submitted', models.DateTimeField(blank=True, null=True)),
                ('approved', models.DateTimeField(blank=True, null=True)),
                ('sent_back', models.DateTimeField(blank=True, null=True)),
                ('sent_back_reason', models.TextField(blank=True, db_default='', default='', max_length=2000)),
                ('behind_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='claims.claim')),
            ],
            options={
                'ordering': ['claim_id', 'language'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'language'), name='one_translation_per_language'), models.CheckConstraint(condition=models.Q(('language', ''), _negated=True), name='a_translation_has_a_language'), models.CheckConstraint(condition=models.Q(('submitted__isnull', True), models.Q(models.Q(('statement', ''), _negated=True), models.Q(('summary', ''), _negated=True), models.Q(('justification', ''), _negated=True)), _connector='OR'), name='a_submitted_translation_is_complete'), models.CheckConstraint(condition=models.Q(models.Func(models.F('approved_by'), models.F('authors'), arg_joiner=') <> ALL (', output_field=models.BooleanField(), template='((%(expressions)s))'), models.Q(('approved_by', models.F('author')), _negated=True)), name='a_translator_never_approves'), models.CheckConstraint(condition=models.Q(models.Q(('approved__isnull', True), ('approved_by__isnull', True)), models.Q(('approved__isnull', False), ('approved_by__isnull', False), ('submitted__isnull', False)), _connector='OR'), name='an_approved_translation_was_submitted')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('published', 'published'), ('corrected', 'corrected'), ('withdrawn', 'withdrawn'), ('redacted', 'redacted'), ('removed', 'removed')], max_length=10)),
                ('note', models.TextField(blank=True)),
                ('claim_text', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('rating', models.CharField(blank=True, max_length=30)),
                ('summary', models.CharField(max_length=500)),
                ('document', models.TextField()),
                ('document_sha256', models.CharField(max_length=64)),
                ('page', models.JSONField()),
                ('headline', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(django.db.models.fields.json.KeyTextTransform('headline', 'page'), models.Value('', models.TextField())), 'claim_text'), output_field=models.TextField())),
                ('slug', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(django.db.models.fields.json.KeyTextTransform('slug', 'page'), models.Value('[removed]', models.TextField())), models.Value('', models.TextField())), output_field=models.TextField())),
                ('rating_label', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('rating_label', 'page'), models.Value('', models.TextField())), output_field=models.TextField())),
                ('canonical', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('canonical', django.db.models.fields.json.KeyTransform('rated', 'page')), 'rating'), output_field=models.CharField(max_length=30))),
                ('redaction', models.JSONField(blank=True, null=True)),
                ('published', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.claim')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scale', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.scale')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.verdict')),
                ('translation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.translation')),
                ('language', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('language', 'page'), models.Value('', models.TextField())), output_field=models.TextField())),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['rating', '-id'], name='publications_by_rating'), models.Index(fields=['canonical', '-id'], name='publications_by_canonical'), models.Index(django.db.models.functions.text.Lower(models.Func(models.F('claimant'), models.Value('^the +'), models.Value(''), models.Value('i'), function='regexp_replace'), output_field=models.TextField()), models.OrderBy(models.F('id'), descending=True), name='publications_by_claimant'), models.Index(condition=models.Q(('kind', 'published'), _negated=True), fields=['-id'], name='publications_of_changes'), models.Index(fields=['-published', '-id'], name='publications_by_time'), models.Index(condition=models.Q(('redaction__isnull', False)), fields=['-id'], name='publications_redacting'), models.Index(fields=['language', '-id'], name='publications_by_language')],
                'constraints': [models.UniqueConstraint(fields=('claim', 'revision'), name='one_publication_per_revision'), models.CheckConstraint(condition=models.Q(('kind', 'published'), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_public_change_has_a_note')],
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('sequence', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('digests', models.JSONField()),
                ('content_sha256', models.CharField(max_length=64)),
                ('previous_sha256', models.CharField(max_length=64)),
                ('entry_sha256', models.CharField(max_length=64)),
                ('nodes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='log_entry', to='claims.publication')),
            ],
            options={
                'verbose_name_plural': 'log entries',
                'ordering': ['sequence'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('delivered', 'delivered'), ('given_up', 'given up')], default='waiting', max_length=10)),
                ('attempt_count', models.PositiveSmallIntegerField(default=0)),
                ('due', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('attempt_since', models.DateTimeField(blank=True, null=True)),
                ('delivered', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='claims.event')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='claims.logentry')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='claims.webhook')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['webhook', 'due'], name='deliveries_due'), models.Index(condition=models.Q(('attempt_since__isnull', False)), fields=['attempt_since'], name='deliveries_running'), models.Index(condition=models.Q(('claim__isnull', False), ('state', 'waiting')), fields=['webhook', 'claim', 'id'], name='deliveries_waiting_by_claim'), models.Index(condition=models.Q(('article__isnull', False), ('state', 'waiting')), fields=['webhook', 'article', 'id'], name='deliveries_waiting_by_article'), models.Index(fields=['webhook', '-id'], name='deliveries_of_a_webhook'), models.Index(condition=models.Q(('entry__isnull', False)), fields=['claim', 'entry'], name='deliveries_of_a_claim')],
                'constraints': [models.UniqueConstraint(fields=('webhook', 'entry'), name='one_delivery_per_webhook_and_entry'), models.UniqueConstraint(fields=('webhook', 'event'), name='one_delivery_per_webhook_and_event'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('entry__isnull', False), ('event__isnull', True)), models.Q(('entry__isnull', True), ('event__isnull', False)), _connector='OR'), name='a_delivery_has_an_entry_or_an_event'), models.CheckConstraint(condition=models.Q(models.Q(('delivered__isnull', False), ('state', 'delivered')), models.Q(models.Q(('state', 'delivered'), _negated=True), ('delivered__isnull', True)), _connector='OR'), name='a_delivered_message_has_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('milliseconds', models.PositiveIntegerField()),
                ('response_text', models.CharField(blank=True, max_length=500)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='claims.delivery')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('removed', models.DateTimeField(blank=True, null=True)),
                ('changed', models.DateTimeField(blank=True, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.claim')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['claim', 'id'], name='comments_of_a_claim'), models.Index(condition=models.Q(('changed__isnull', False)), fields=['claim', 'changed'], name='comments_changed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_comment_has_a_text')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='claims.comment')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['user', '-id'], name='mentions_of_somebody')],
                'constraints': [models.UniqueConstraint(fields=('comment', 'user'), name='nobody_is_mentioned_twice_in_a_comment')],
            },
        ),
        migrations.CreateModel(
            name='SignedHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_sha256', models.CharField(max_length=64)),
                ('jws', models.TextField()),
                ('signed', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='claims.logentry')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Countersignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('witness', models.URLField()),
                ('jws', models.TextField()),
                ('received', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countersignatures', to='claims.signedhead')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('witness', 'head'), name='a_witness_signs_a_head_once')],
            },
        ),
        migrations.CreateModel(
            name='ClaimRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('same', 'the same claim'), ('number_differs', 'the same claim with another number'), ('contradicts', 'the opposite claim'), ('narrower', 'a narrower claim'), ('wider', 'a wider claim')], max_length=14)),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='suggested', max_length=10)),
                ('score', models.FloatField()),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relations_to_older', to='claims.claim')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relations_to_newer', to='claims.claim')),
            ],
            options={
                'ordering': ['-score', 'id'],
                'indexes': [models.Index(fields=['other', 'claim'], name='relations_of_the_older_claim')],
                'constraints': [models.UniqueConstraint(fields=('claim', 'other'), name='one_relation_per_pair_of_claims'), models.CheckConstraint(condition=models.Q(('claim__gt', models.F('other'))), name='a_relation_leads_to_an_older_claim'), models.CheckConstraint(condition=models.Q(('kind__in', ['same', 'number_differs', 'contradicts', 'narrower', 'wider'])), name='a_relation_has_a_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('state', 'suggested')), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False), ('state__in', ['confirmed', 'rejected'])), _connector='OR'), name='a_judged_relation_has_a_judge'), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='the_score_of_a_relation_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='DeskNotification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assigned', 'A claim is assigned to you'), ('mentioned', 'A comment mentions you'), ('sent_back', 'Your verdict is sent back'), ('approved', 'Your verdict is approved'), ('commented', 'A comment on a claim that you work on or worked on'), ('deadline', 'The deadline of your claim is near'), ('said_again', 'A claim that you checked may have been made again'), ('changed', 'A source of a claim that you work on or worked on is changed'), ('failed', 'A reading, an import or a submission of yours fails')], max_length=10)),
                ('channel', models.CharField(choices=[('centre', 'On the desk only'), ('mail', 'Mail at once'), ('digest', 'Mail once a day'), ('off', 'Off')], default='centre', max_length=6)),
                ('mail_due', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('seen', models.DateTimeField(blank=True, null=True)),
                ('unseen', models.GeneratedField(db_persist=True, expression=models.Case(models.When(seen__isnull=True, then=1), default=0, output_field=models.SmallIntegerField()), output_field=models.SmallIntegerField())),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.comment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desk_notifications', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.event')),
                ('mail', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notifications', to='claims.notificationmail')),
                ('relation', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notifications', to='claims.claimrelation')),
            ],
            options={
                'ordering': ['-unseen', '-id'],
                'indexes': [models.Index(fields=['person', '-unseen', '-id'], name='notifications_of_a_person'), models.Index(condition=models.Q(('seen__isnull', True)), fields=['person', 'claim'], name='notifications_unseen'), models.Index(condition=models.Q(('mail__isnull', True), ('mail_due__isnull', False), ('seen__isnull', True)), fields=['mail_due'], name='notifications_to_mail'), models.Index(condition=models.Q(('mail__isnull', False)), fields=['mail'], name='notifications_in_a_mail'), models.Index(fields=['created'], name='notifications_by_age'), models.Index(condition=models.Q(('relation__isnull', False)), fields=['relation'], name='notifications_of_a_relation')],
                'constraints': [models.UniqueConstraint(fields=('event', 'person'), name='nobody_is_notified_twice_of_an_event'), models.CheckConstraint(condition=models.Q(('channel__in', ('mail', 'digest')), models.Q(('channel', 'centre'), ('mail_due__isnull', True)), _connector='OR'), name='only_a_mailed_notification_has_a_due_time'), models.CheckConstraint(condition=models.Q(('kind__in', ['assigned', 'mentioned', 'sent_back', 'approved', 'commented', 'deadline', 'said_again', 'changed', 'failed'])), name='a_notification_has_a_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='FactCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=64)),
                ('content_sha256', models.CharField(editable=False, max_length=64)),
                ('identifier', models.CharField(blank=True, max_length=500)),
                ('url', models.URLField(max_length=2000)),
                ('publisher', models.CharField(max_length=300)),
                ('site', models.CharField(max_length=253)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('claim_text', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('claimed', models.DateField(blank=True, null=True)),
                ('reviewed', models.DateField(blank=True, null=True)),
                ('rating', models.CharField(blank=True, max_length=300)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('withdrawn', models.BooleanField(default=False)),
                ('archive', models.BooleanField(db_default=False, default=False)),
                ('earlier', models.TextField(blank=True, db_default='', default='')),
                ('dated', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Greatest('claimed', 'reviewed'), datetime.date(1, 1, 1), output_field=models.DateField()), output_field=models.DateField())),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.Func('claim_text', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.Func('title', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector(models.Func(models.Func('claimant', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='C'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector(models.Func(models.Func('earlier', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='D'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('claim', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fact_check', to='claims.claim')),
                ('translation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fact_check', to='claims.translation')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['search'], name='fact_checks_search'), models.Index(fields=['site', '-dated', '-id'], name='fact_checks_of_a_site'), models.Index(fields=['-dated', '-id'], name='fact_checks_by_date'), models.Index(condition=models.Q(('claim__isnull', False), ('translation__isnull', False), _connector='OR'), fields=['-dated', '-id'], name='reviews_of_ours')],
                'constraints': [models.UniqueConstraint(fields=('key',), name='one_fact_check_per_page_and_claim'), models.CheckConstraint(condition=models.Q(models.Q(('claim_text', ''), _negated=True), models.Q(('url', ''), _negated=True)), name='a_fact_check_is_complete'), models.CheckConstraint(condition=models.Q(('withdrawn', False), ('claim__isnull', False), ('translation__isnull', False), _connector='OR'), name='only_own_fact_checks_are_withdrawn'), models.CheckConstraint(condition=models.Q(('claim__isnull', True), ('translation__isnull', True), _connector='OR'), name='a_fact_check_is_an_original_or_a_translation')],
            },
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken', models.DateTimeField()),
                ('expires', models.DateTimeField()),
                ('sent_back', models.BooleanField(db_default=False, default=False)),
                ('ended', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('released', 'released'), ('submitted', 'submitted'), ('expired', 'expired'), ('taken_over', 'taken over'), ('closed', 'closed')], max_length=12)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leases', to='claims.claim')),
                ('editor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leases', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('ended__isnull', True)), fields=['expires'], name='open_leases'), models.Index(condition=models.Q(('ended__isnull', True)), fields=['editor', '-id'], name='open_leases_of_a_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('claim',), name='one_open_lease_per_claim'), models.CheckConstraint(condition=models.Q(('ended__isnull', True), models.Q(('ending', ''), _negated=True), _connector='XOR'), name='an_ended_lease_has_an_ending'), models.CheckConstraint(condition=models.Q(('expires__gt', models.F('taken'))), name='a_lease_has_length')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.CharField(choices=[('looking', 'looking'), ('writing', 'writing')], default='looking', max_length=7)),
                ('last_seen', models.DateTimeField()),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.claim')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'user'), name='one_presence_per_person_and_claim'), models.UniqueConstraint(fields=('article', 'user'), name='one_presence_per_person_and_article'), models.CheckConstraint(condition=models.Q(('claim__isnull', True), ('article__isnull', True), _connector='XOR'), name='a_presence_has_one_page')],
            },
        ),
        migrations.CreateModel(
            name='Tip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.TextField(max_length=2000)),
                ('url', models.URLField(blank=True, max_length=2000)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('reader_count', models.PositiveIntegerField(default=1)),
                ('suggestion_score', models.FloatField(blank=True, null=True)),
                ('rejected_claims', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('compared', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'open'), ('linked', 'linked to a claim'), ('declined', 'declined')], default='open', max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('opinion', 'It is an opinion or a prediction, which evidence cannot settle'), ('unclear', 'It does not say clearly who claims what'), ('outside', 'It is outside the scope of this desk'), ('private', 'It is about private persons and not of public interest'), ('spam', 'It is advertising or abuse')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('decided', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tips', to='claims.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tips', to='claims.claim')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duplicate_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='claims.tip')),
                ('suggested_claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), fields=['id'], name='tips_open'), models.Index(condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), fields=['-reader_count', 'id'], name='tips_open_by_times'), models.Index(models.OrderBy(models.F('compared'), nulls_first=True), models.F('id'), condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), name='tips_to_compare'), models.Index(fields=['state', '-id'], name='tips_by_state'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['id'], name='tips_with_an_address'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), fields=['text'], name='tips_open_trgm', opclasses=['gin_trgm_ops']), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('text'), name='gin_trgm_ops'), name='tips_text_trgm')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_tip_has_a_text'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 2000), name='a_tip_is_short'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('decided__isnull', True), ('reason', ''), ('state', 'open')), models.Q(('claim__isnull', False), ('decided__isnull', False), ('reason', ''), ('state', 'linked')), models.Q(('claim__isnull', True), ('decided__isnull', False), ('state', 'declined'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_tip_is_open_linked_or_declined'), models.CheckConstraint(condition=models.Q(models.Q(('decided__isnull', True), ('decided_by__isnull', True)), models.Q(('decided__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='a_decided_tip_has_a_decider'), models.CheckConstraint(condition=models.Q(models.Q(('suggested_claim__isnull', True), ('suggestion_score__isnull', True)), models.Q(('suggested_claim__isnull', False), ('suggestion_score__isnull', False)), _connector='OR'), name='a_suggestion_has_its_score'), models.CheckConstraint(condition=models.Q(('duplicate_of__isnull', True), models.Q(('duplicate_of__lt', models.F('id')), ('reader_count', 1)), _connector='OR'), name='a_tip_duplicates_an_older_one_or_has_duplicates')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('question', models.CharField(help_text='What do we need to know to judge the claim?', max_length=500)),
                ('answer', models.TextField(max_length=20000)),
                ('url', models.URLField(blank=True, help_text='The page is fetched and its text is stored.', max_length=2000, verbose_name='URL')),
                ('title', models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='title of the page')),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('quote', models.TextField(blank=True, help_text='The words on the page that give the answer. Use … for words that you leave out.', max_length=20000, verbose_name='exact quote')),
                ('stance', models.CharField(choices=[('supports', 'supports'), ('refutes', 'refutes'), ('context', 'gives context')], max_length=10, verbose_name='what it says about the claim')),
                ('independent', models.BooleanField(default=True, verbose_name='independent of the claim’s own sources')),
                ('dependence', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('accessed', models.DateField(blank=True, null=True, verbose_name='accessed on')),
                ('alt_text', models.CharField(blank=True, db_default='', default='', help_text='What it shows, for readers who do not see it. Readers get the words with the file.', max_length=500, verbose_name='description of the file')),
                ('credit', models.CharField(blank=True, db_default='', default='', help_text='Who made it, and who allows you to show it.', max_length=300, verbose_name='credit')),
                ('changed_since_cited', models.BooleanField(db_default=False, default=False)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('snapshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='claims.snapshot')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='claims.storedfile', to_field='sha256')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='claims.verdict')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['number'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('question'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('answer'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('title'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('publisher'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('url'), name='gin_trgm_ops'), name='evidence_trgm'), django.contrib.postgres.indexes.GinIndex(models.Func('question', 'answer', 'quote', arg_joiner=" || ' ' || ", output_field=django.contrib.postgres.search.SearchVectorField(), template="to_tsvector('english'::regconfig, %(expressions)s)"), name='evidence_words')],
                'constraints': [models.UniqueConstraint(fields=('verdict', 'number'), name='a_number_names_one_piece_of_evidence'), models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('answer', ''), _negated=True)), name='evidence_answers_a_question'), models.CheckConstraint(condition=models.Q(('file__isnull', True), models.Q(('alt_text', ''), _negated=True), _connector='OR'), name='a_file_has_a_description')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField()),
                ('line', models.PositiveBigIntegerField()),
                ('key', models.CharField(blank=True, max_length=64)),
                ('content_sha256', models.CharField(blank=True, max_length=64)),
                ('values', models.JSONField(null=True)),
                ('refusal', models.CharField(blank=True, choices=[('empty', 'the entry is empty'), ('not_a_claimreview', 'the entry is not a ClaimReview'), ('no_claim', 'the claim is missing'), ('no_rating', 'the rating is missing'), ('no_address', 'the URL is missing'), ('too_long', 'the claim or another text is too long'), ('markup', 'the markup is nested too deeply'), ('duplicate', 'the feed has the same claim on the same page twice'), ('ours', 'the entry is a verdict of this desk'), ('broken', 'the entry is not valid JSON or CSV'), ('not_published', 'the other tool has not published it'), ('cut', 'the feed ends in the middle of an entry')], max_length=30)),
                ('excerpt', models.CharField(blank=True, max_length=100)),
                ('undated', models.BooleanField(default=False)),
                ('outcome', models.CharField(blank=True, choices=[('added', 'new'), ('changed', 'changed'), ('unchanged', 'already here'), ('refused', 'not imported'), ('undone', 'undone'), ('kept', 'kept, since people work with it')], max_length=10)),
                ('before', models.JSONField(null=True)),
                ('fact_check', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='claims.factcheck')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='claims.import')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='a_row_is_read_once'), models.CheckConstraint(condition=models.Q(('refusal', ''), models.Q(('outcome__in', ['added', 'changed']), _negated=True), _connector='OR'), name='a_refused_row_is_not_imported')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('rejected', 'another claim')], default='suggested', max_length=10)),
                ('score', models.FloatField()),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.claim')),
                ('fact_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.factcheck')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reasons', models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ('relation', models.CharField(choices=[('same', 'the same claim'), ('number_differs', 'the same claim with another number'), ('contradicts', 'the opposite claim'), ('narrower', 'a narrower claim'), ('wider', 'a wider claim'), ('unclear', 'perhaps the same claim')], db_default='unclear', default='unclear', max_length=14)),
            ],
            options={
                'verbose_name_plural': 'matches',
                'ordering': ['-score', 'id'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'fact_check'), name='one_match_per_claim_and_fact_check'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('state', 'suggested')), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False), ('state__in', ['confirmed', 'rejected'])), _connector='OR'), name='a_judged_match_has_a_judge'), models.CheckConstraint(condition=models.Q(('score__gte', 0)), name='a_score_is_not_negative'), models.CheckConstraint(condition=models.Q(('relation__in', ['same', 'number_differs', 'contradicts', 'narrower', 'wider']), models.Q(('relation', 'unclear'), models.Q(('state', 'confirmed'), _negated=True)), _connector='OR'), name='a_match_has_its_relation')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=2000)),
                ('claimed_url', models.URLField(blank=True, max_length=2000)),
                ('file_name', models.CharField(blank=True, max_length=300)),
                ('data', models.BinaryField(null=True)),
                ('kind', models.CharField(choices=[('news', 'news'), ('speech', 'speech'), ('interview', 'interview'), ('post', 'post'), ('transcript', 'transcript'), ('press_release', 'press release')], default='news', max_length=13)),
                ('speaker', models.CharField(blank=True, max_length=300)),
                ('media_url', models.URLField(blank=True, db_default='', default='', max_length=2000)),
                ('reach', models.PositiveBigIntegerField(default=0)),
                ('state', models.CharField(choices=[('waiting', 'being fetched'), ('stored', 'stored'), ('failed', 'could not be fetched')], default='waiting', max_length=10)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('error_code', models.CharField(blank=True, max_length=40)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('started', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='claims.article')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='claims.submission')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to=settings.AUTH_USER_MODEL)),
                ('tip', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.tip')),
                ('byline', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('published', models.DateField(blank=True, null=True)),
                ('publisher', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('title', models.CharField(blank=True, db_default='', default='', max_length=300)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='submissions_to_fetch'), models.Index(fields=['submitted_by', '-id'], name='submissions_of_a_person'), models.Index(condition=models.Q(('data__isnull', False)), fields=['created'], name='submissions_with_data')],
                'constraints': [models.CheckConstraint(condition=models.Q(('attempts__lte', 3)), name='three_fetches_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('file_name__gt', ''), ('url', '')), models.Q(('file_name', ''), ('url__gt', '')), _connector='OR'), name='a_submission_is_a_file_or_a_url'), models.CheckConstraint(condition=models.Q(('claimed_url', ''), ('url', ''), _connector='OR'), name='only_a_file_has_a_claimed_url'), models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('data__isnull', True), ('state', 'stored')), models.Q(models.Q(('state', 'stored'), _negated=True), ('article__isnull', True)), _connector='OR'), name='only_a_stored_submission_has_an_article'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='a_failed_submission_has_an_error')],
            },
        ),
        migrations.CreateModel(
            name='QuoteCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('verbatim', 'word for word in the stored page'), ('gaps', 'in the stored page, with words left out'), ('cut', 'in the stored page, but cut inside a word or a number'), ('missing', 'not in the stored page'), ('none', 'no quote')], max_length=10)),
                ('skipped_words', models.PositiveIntegerField(default=0)),
                ('nearest', models.TextField(blank=True)),
                ('context', models.TextField(blank=True, db_default='', default='')),
                ('page', models.PositiveIntegerField(blank=True, null=True)),
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quote_check', to='claims.evidence')),
                ('snapshot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.snapshot')),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('rating', 'The rating is wrong'), ('evidence', 'Evidence is missing or misinterpreted'), ('quote', 'The claim is misquoted'), ('outdated', 'The verdict is out of date'), ('other', 'Something else')], max_length=10)),
                ('text', models.TextField(max_length=4000)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('closed', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'The reader is right: the verdict has to be corrected'), ('rejected', 'The verdict stands')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='claims.publication')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('closed__isnull', True)), fields=['id'], name='reports_open'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['id'], name='reports_with_an_address'), models.Index(condition=models.Q(('reporter__isnull', False)), fields=['reporter', '-id'], name='reports_of_a_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_report_has_a_text'), models.CheckConstraint(condition=models.Q(models.Q(('closed__isnull', True), ('closed_by__isnull', True), ('outcome', '')), models.Q(('closed__isnull', False), ('closed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_closed_report_has_an_outcome')],
            },
        ),
        migrations.CreateModel(
            name='TipNotification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_attempt', models.DateTimeField(blank=True, null=True)),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('publication', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tip_notifications', to='claims.publication')),
                ('tip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.tip')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('sent__isnull', True)), fields=['last_attempt'], name='tip_notifications_to_send')],
                'constraints': [models.UniqueConstraint(fields=('tip', 'publication'), name='one_notification_per_tip_and_publication', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='WatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('url', models.URLField(max_length=2000)),
                ('origin', models.CharField(max_length=300)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('published', models.DateTimeField(null=True)),
                ('outcome', models.CharField(choices=[('read', 'to be read'), ('queued', 'waits for a person'), ('remembered', 'remembered')], max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('found', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='watch_item', to='claims.submission')),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='claims.watch')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['watch', '-id'], name='items_of_a_watch'), models.Index(condition=models.Q(('outcome', 'read'), ('submission__isnull', True)), fields=['origin', 'id'], name='items_to_fetch'), models.Index(condition=models.Q(('outcome', 'queued')), fields=['-id'], name='items_that_wait')],
                'constraints': [models.UniqueConstraint(fields=('watch', 'identity'), name='an_item_is_found_once'), models.CheckConstraint(condition=models.Q(('submission__isnull', True), ('outcome', 'read'), _connector='OR'), name='only_an_item_that_is_read_is_submitted'), models.CheckConstraint(condition=models.Q(('attempts__lte', 5)), name='five_attempts_at_an_item_at_most')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('verdict', 'Verdicts'), ('publish', 'To publish'), ('report', 'Reports'), ('reading', 'Failed readings'), ('appeal', 'Appeals'), ('change', 'Changed sources'), ('translation', 'Translations')], max_length=11)),
                ('rank', models.PositiveSmallIntegerField()),
                ('queue_position', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('rank'), '*', models.Value(4611686018427387904, models.BigIntegerField())), '+', models.F('id')), output_field=models.BigIntegerField())),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed', models.DateTimeField(blank=True, null=True)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('appeal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.appeal')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.report')),
                ('verdict', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='claims.verdict')),
                ('revisit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.revisit')),
                ('translation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.translation')),
            ],
            options={
                'ordering': ['queue_position'],
                'indexes': [models.Index(condition=models.Q(('closed__isnull', True)), fields=['queue_position'], name='cases_open'), models.Index(condition=models.Q(('closed__isnull', True)), fields=['kind', 'queue_position'], name='cases_open_by_kind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('appeal',), name='one_open_case_per_appeal'), models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('article',), name='one_open_case_per_article'), models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('report',), name='one_open_case_per_report'), models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('verdict',), name='one_open_case_per_verdict'), models.CheckConstraint(condition=models.Q(models.Q(('held_until__isnull', True), ('holder__isnull', True)), models.Q(('closed__isnull', True), ('held_until__isnull', False), ('holder__isnull', False)), _connector='OR'), name='a_held_case_is_open_and_held_until_a_time'), models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('revisit',), name='one_open_case_per_revisit'), models.CheckConstraint(condition=models.Q(models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'verdict'), ('report__isnull', True), ('revisit__isnull', True), ('translation__isnull', True), ('verdict__isnull', False)), models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'publish'), ('report__isnull', True), ('revisit__isnull', True), ('translation__isnull', True), ('verdict__isnull', False)), models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'report'), ('report__isnull', False), ('revisit__isnull', True), ('translation__isnull', True), ('verdict__isnull', True)), models.Q(('appeal__isnull', True), ('article__isnull', False), ('kind', 'reading'), ('report__isnull', True), ('revisit__isnull', True), ('translation__isnull', True), ('verdict__isnull', True)), models.Q(('appeal__isnull', False), ('article__isnull', True), ('kind', 'appeal'), ('report__isnull', True), ('revisit__isnull', True), ('translation__isnull', True), ('verdict__isnull', True)), models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'change'), ('report__isnull', True), ('revisit__isnull', False), ('translation__isnull', True), ('verdict__isnull', True)), models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'translation'), ('report__isnull', True), ('revisit__isnull', True), ('translation__isnull', False), ('verdict__isnull', True)), _connector='OR'), name='a_case_is_about_one_thing'), models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('translation',), name='one_open_case_per_translation')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_attempt', models.DateTimeField(blank=True, null=True)),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('appeal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.appeal')),
                ('publication', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.publication')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.report')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('sent__isnull', True)), fields=['last_attempt'], name='notifications_to_send')],
                'constraints': [models.UniqueConstraint(fields=('report', 'publication'), name='one_notification_per_report_and_publication'), models.UniqueConstraint(condition=models.Q(('publication__isnull', True)), fields=('report',), name='one_notification_per_closed_report'), models.UniqueConstraint(fields=('appeal',), name='one_notification_per_appeal'), models.CheckConstraint(condition=models.Q(models.Q(('appeal__isnull', True), ('report__isnull', False)), models.Q(('appeal__isnull', False), ('publication__isnull', True), ('report__isnull', True)), _connector='OR'), name='a_notification_has_one_subject')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What is measured: Unemployment rate.', max_length=200, verbose_name='Name')),
                ('publisher', models.CharField(help_text='Who publishes the figures.', max_length=200, verbose_name='Publisher')),
                ('unit', models.CharField(help_text='As claims name it: %, people, tonnes, euros. Nobody can change it later.', max_length=60, verbose_name='Unit')),
                ('currency', models.CharField(blank=True, default='', help_text='Of amounts of money, as a code: EUR, USD.', max_length=3, verbose_name='Currency')),
                ('multiplier', models.PositiveIntegerField(choices=[(1, 'as they are'), (1000, 'in thousands'), (1000000, 'in millions'), (1000000000, 'in billions')], db_default=1, default=1, verbose_name='Values are given')),
                ('place', models.CharField(blank=True, help_text='A country, region or town. Leave it empty for the world.', max_length=100, verbose_name='Place')),
                ('frequency', models.CharField(choices=[('day', 'daily'), ('week', 'weekly'), ('month', 'monthly'), ('quarter', 'quarterly'), ('year', 'yearly')], default='month', max_length=7, verbose_name='Frequency')),
                ('url', models.URLField(blank=True, help_text='The page where the publisher presents the series.', max_length=2000, verbose_name='URL')),
                ('licence', models.CharField(blank=True, max_length=200, verbose_name='Licence')),
                ('notes', models.TextField(blank=True, help_text='Definition, breaks and adjustments.', max_length=2000, verbose_name='Notes')),
                ('keywords', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=50)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('removed', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'series',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('removed__isnull', True)), fields=['-id'], name='series_standing'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('removed__isnull', True)), fastupdate=False, fields=['words'], name='series_by_word')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('publisher', ''), _negated=True), models.Q(('unit', ''), _negated=True)), name='a_series_says_what_it_counts'), models.CheckConstraint(condition=models.Q(('frequency__in', ['day', 'week', 'month', 'quarter', 'year'])), name='a_frequency_is_known'), models.CheckConstraint(condition=models.Q(('currency', ''), ('currency__regex', '^[A-Z]{3}$'), _connector='OR'), name='a_series_has_a_currency_code')],
            },
        ),
        migrations.CreateModel(
            name='FigureMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'the same thing'), ('rejected', 'something else')], default='suggested', max_length=10)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='figure_matches', to='claims.claim')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.series')),
            ],
            options={
                'verbose_name_plural': 'figure matches',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'series', 'start'), name='one_match_per_claim_and_figure'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('state', 'suggested')), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False), ('state__in', ['confirmed', 'rejected'])), _connector='OR'), name='a_judged_figure_has_a_judge')],
            },
        ),
        migrations.CreateModel(
            name='SeriesImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=2000, verbose_name='URL')),
                ('data', models.BinaryField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('published', models.DateField(help_text='For values of which the file does not say when they were published.', verbose_name='Published on')),
                ('choice', models.CharField(blank=True, max_length=200)),
                ('table', models.JSONField(null=True)),
                ('report', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('choosing', 'needs a choice'), ('checked', 'checked, not stored yet'), ('done', 'stored'), ('failed', 'failed'), ('undone', 'undone')], default='waiting', max_length=8)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='claims.series')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['series', '-id'], name='imports_of_a_series'), models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='figures_to_read')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'failed', 'undone']), _negated=True), models.Q(('data__isnull', True), ('table__isnull', True)), _connector='OR'), name='a_finished_import_of_figures_has_no_data'), models.CheckConstraint(condition=models.Q(('state', 'failed'), ('error', ''), _connector='XOR'), name='a_failed_import_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('value', models.FloatField()),
                ('published', models.DateField()),
                ('line', models.PositiveIntegerField()),
                ('withdrawn', models.BooleanField(db_default=False, default=False)),
                ('series', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='claims.series')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='claims.seriesimport')),
            ],
            options={
                'ordering': ['start', 'published'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('series', 'start', 'published'), name='one_value_a_day_for_a_period'), models.CheckConstraint(condition=models.Q(('value__gte', -1000000000000000.0), ('value__lte', 1000000000000000.0)), name='a_value_is_a_number')],
            },
        ),
        migrations.CreateModel(
            name='SourceDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.source')),
                ('judged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.source')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='two_sources_are_told_apart_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='a_distinction_is_between_two_sources')],
            },
        ),
        migrations.CreateModel(
            name='SourceRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('start', models.DateField(blank=True, null=True)),
                ('end', models.DateField(blank=True, null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='claims.source')),
            ],
            options={
                'ordering': ['-start', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_role_has_a_title'), models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('start__lte', models.F('end')), _connector='OR'), name='a_role_ends_after_its_start')],
            },
        ),
        migrations.CreateModel(
            name='ClaimVector',
            fields=[
                ('pending', models.BooleanField(db_default=True, default=True)),
                ('generation', models.PositiveIntegerField(db_default=0, default=0)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('leased_until', models.DateTimeField(null=True)),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.claim')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('pending', True)), fields=['attempts', 'claim'], name='claims_to_encode')],
            },
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
            options={
                'indexes': [models.Index(condition=models.Q(('pending', True)), fields=['attempts', 'fact_check'], name='fact_checks_to_encode')],
            },
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
            options={
                'indexes': [models.Index(condition=models.Q(('pending', True)), fields=['attempts', 'tip'], name='tips_to_encode')],
            },
        ),
        migrations.CreateModel(
            name='PageVersion',
            fields=[
                ('subject', models.TextField(primary_key=True, serialize=False)),
                ('version', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='LearnedWeights',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decisions', models.PositiveIntegerField()),
                ('worthy', models.PositiveIntegerField()),
                ('held_out', models.PositiveIntegerField()),
                ('first_at', models.DateTimeField()),
                ('judged_from', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('measure', models.CharField(choices=[('average_precision', 'average precision')], default='average_precision', max_length=20)),
                ('shipped_score', models.FloatField()),
                ('own_score', models.FloatField()),
                ('confidence', models.FloatField()),
                ('outcome', models.CharField(choices=[('better', 'better'), ('worse', 'not better than the shipped weights'), ('chance', 'better, but it may be chance')], max_length=6)),
                ('weights', models.JSONField(blank=True, default=dict)),
                ('centre', models.FloatField(default=0.0)),
                ('decisions_sha256', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'verbose_name_plural': 'learned weights',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'better'), ('weights', {}), _connector='XOR'), name='only_better_weights_are_kept'), models.CheckConstraint(condition=models.Q(('own_score__gte', 0), ('own_score__lte', 1), ('shipped_score__gte', 0), ('shipped_score__lte', 1), ('confidence__gte', 0), ('confidence__lte', 1)), name='scores_of_weights_in_range'), models.CheckConstraint(condition=models.Q(('held_out__gt', 0), ('held_out__lt', models.F('decisions')), ('worthy__lte', models.F('decisions')), ('first_at__lte', models.F('judged_from')), ('judged_from__lte', models.F('last_at'))), name='later_decisions_judge_weights')],
            },
        ),
        migrations.CreateModel(
            name='WeightsInUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('follows', models.BooleanField(default=True)),
                ('before_follows', models.BooleanField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('rescored_up_to', models.BigIntegerField(blank=True, null=True)),
                ('before_weights', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.learnedweights')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('weights', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.learnedweights')),
            ],
            options={
                'verbose_name_plural': 'weights in use',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_set_of_weights_in_use'), models.CheckConstraint(condition=models.Q(('before_weights__isnull', True), ('before_follows__isnull', False), _connector='OR'), name='what_can_be_undone_is_known')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='claim',
            name='publication',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='current_of', to='claims.publication'),
        ),
        migrations.AddField(
            model_name='translation',
            name='publication',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='current_translation', to='claims.publication'),
        ),
        migrations.AddField(
            model_name='translation',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='claims.verdict'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['claim', '-id'], name='events_of_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['published', 'withdrawn']), _negated=True), ('publication__isnull', False), _connector='OR'), name='a_published_claim_has_a_publication'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['detected', 'dismissed']), _negated=True), ('publication__isnull', True), _connector='OR'), name='a_published_claim_is_not_dismissed'),
        ),
        AddTrigger(
            model_name='logo',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='5779b1ca32c6737d3cdbfd6f597b3000143bdb15', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_1e6c5', table='claims_logo', when='BEFORE')),
        ),
        AddTrigger(
            model_name='logo',
            trigger=pgtrigger.compiler.Trigger(name='logos_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2c6ba8f44ebbd79b2e6bef59d0a3404e36686257', operation='UPDATE OR DELETE', pgid='pgtrigger_logos_stay_77f0a', table='claims_logo', when='BEFORE')),
        ),
        AddTrigger(
            model_name='logo',
            trigger=pgtrigger.compiler.Trigger(name='a_logo_has_its_hash_and_is_small', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.sha256 <> encode(sha256(NEW.data), 'hex') OR length(NEW.data) > 1000000 THEN\n                        RAISE EXCEPTION 'logo % does not have its hash, or is too large', NEW.sha256;\n                    END IF;\n                    RETURN NEW;\n                ", hash='3452fb6c9efdda0e060b0224c19434e887848ea1', operation='INSERT', pgid='pgtrigger_a_logo_has_its_hash_and_is_small_411f4', table='claims_logo', when='BEFORE')),
        ),
        AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='b00f4c4c19ac7beef835f4e6657cf9f4122084aa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_16892', table='claims_user', when='BEFORE')),
        ),
        AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='the_last_admin_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.role = 'admin' AND OLD.is_active AND NOT (NEW.role = 'admin' AND NEW.is_active))", func="\n                    PERFORM pg_advisory_xact_lock(hashtext('the_last_admin_stays'));\n                    IF NOT EXISTS (SELECT FROM claims_user WHERE role = 'admin' AND is_active) THEN\n                        RAISE EXCEPTION 'the last admin cannot be removed';\n                    END IF;\n                    RETURN NULL;\n                ", hash='a963d1f5a1ade16eb4d82eda95ba14cc52b13f04', operation='UPDATE OF "role", "is_active"', pgid='pgtrigger_the_last_admin_stays_452dd', table='claims_user', when='AFTER')),
        ),
        AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_articles', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM claims_appearance AS appearance\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n AND appearance.article_id = NEW.id) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='97bccde672f9463d8d01da32b27d580c08005c37', operation='UPDATE', pgid='pgtrigger_pages_follow_articles_e286d', table='claims_article', when='AFTER')),
        ),
        AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='84a84136c2c2dc13c2412e564523b332f4be4935', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_6f906', table='claims_article', when='BEFORE')),
        ),
        AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='the_hash_of_a_text_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."text_sha256" IS DISTINCT FROM (NEW."text_sha256"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ccabb746cd496b05233ad36f48a6db7cc24a4fce', operation='UPDATE', pgid='pgtrigger_the_hash_of_a_text_stays_74dfb', table='claims_article', when='BEFORE')),
        ),
        AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='an_articles_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."positions" IS DISTINCT FROM (NEW."positions") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='0831720c2f1d10d493ae8e0233a025f42ea088a9', operation='UPDATE', pgid='pgtrigger_an_articles_text_is_frozen_b4d67', table='claims_article', when='BEFORE')),
        ),
        AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='an_article_is_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claimed_url" IS DISTINCT FROM (NEW."claimed_url") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."media_url" IS DISTINCT FROM (NEW."media_url") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n                    IF EXISTS (\n                        SELECT FROM claims_appearance JOIN claims_claim ON claims_claim.id = claim_id\n                        WHERE article_id = OLD.id AND status IN ('awaiting_approval', 'approved')\n                    ) THEN\n                        RAISE EXCEPTION 'an article is frozen while a verdict on one of its claims is submitted';\n                    END IF;\n                    RETURN NEW;\n                ", hash='0d0648d8f7d9817fbbc3c3d361f568b6c30f18dc', operation='UPDATE', pgid='pgtrigger_an_article_is_frozen_with_a_verdict_08fe5', table='claims_article', when='BEFORE')),
        ),
        AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='a_failed_reading_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE article_id = NEW.id AND closed IS NULL AND NOT (NEW.status = 'failed');\n            INSERT INTO claims_case (kind, rank, article_id) SELECT 'reading', 1, NEW.id WHERE NEW.status = 'failed'\n            ON CONFLICT (article_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='b6dcc616adf432be7495de5bd557c2dcb6d5f4fc', operation='UPDATE OF "status"', pgid='pgtrigger_a_failed_reading_opens_a_case_0ec44', table='claims_article', when='AFTER')),
        ),
        AddTrigger(
            model_name='revisit',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='fdfe38a738436405eb4ef8c910cf3d47c0484446', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_a6efd', table='claims_revisit', when='BEFORE')),
        ),
        AddTrigger(
            model_name='revisit',
            trigger=pgtrigger.compiler.Trigger(name='revisits_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3c201be14c13d2259edcb23ad30615c6c3d09673', operation='DELETE', pgid='pgtrigger_revisits_stay_6ef94', table='claims_revisit', when='BEFORE')),
        ),
        AddTrigger(
            model_name='revisit',
            trigger=pgtrigger.compiler.Trigger(name='a_revisit_stays_with_its_page', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.article_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='344edee7a4d72469103af41074abda0c66f63183', operation='UPDATE', pgid='pgtrigger_a_revisit_stays_with_its_page_d8cdd', table='claims_revisit', when='BEFORE')),
        ),
        AddTrigger(
            model_name='revisit',
            trigger=pgtrigger.compiler.Trigger(name='a_change_that_touches_a_passage_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE revisit_id = NEW.id AND closed IS NULL AND NOT (NEW.touched_since IS NOT NULL);\n            INSERT INTO claims_case (kind, rank, revisit_id) SELECT 'change', CASE WHEN NEW.is_public THEN 0 ELSE 1 END, NEW.id WHERE NEW.touched_since IS NOT NULL\n            ON CONFLICT (revisit_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='676c320108db2f72cc7a74e27826c534544a7d0d', operation='UPDATE OF "touched_since"', pgid='pgtrigger_a_change_that_touches_a_passage_opens_a_case_853f3', table='claims_revisit', when='AFTER')),
        ),
        AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='94585d523eaa77666a1b6deeaa09344fddcbde1d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_a0200', table='claims_snapshot', when='BEFORE')),
        ),
        AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='a_snapshot_is_filled_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'waiting\'))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = (SELECT article_id FROM claims_revisit WHERE claims_revisit.id = OLD.revisit_id) AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='36583d9dfe7c0cfbc3d05e81eaab894f892aec3c', operation='UPDATE', pgid='pgtrigger_a_snapshot_is_filled_once_db2b2', table='claims_snapshot', when='BEFORE')),
        ),
        AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='a_snapshots_url_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."revisit_id" IS DISTINCT FROM (NEW."revisit_id") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = (SELECT article_id FROM claims_revisit WHERE claims_revisit.id = OLD.revisit_id) AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='4a96705f72e696eb6d109ab15634a607a4bae47d', operation='UPDATE', pgid='pgtrigger_a_snapshots_url_is_frozen_9f18b', table='claims_snapshot', when='BEFORE')),
        ),
        AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='snapshots_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ce7556b0629d56bbef4e5231a61b9a5a9cd92ddb', operation='DELETE', pgid='pgtrigger_snapshots_stay_fb3d3', table='claims_snapshot', when='BEFORE')),
        ),
        AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_sources', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n            SELECT unnest(ARRAY['lists', 'claimant:' || md5(lower(regexp_replace(COALESCE(NEW.name, OLD.name), '^the +', '', 'i')))]) WHERE EXISTS (\n                SELECT FROM claims_publication WHERE lower(regexp_replace(claimant, '^the +', '', 'i'))\n                    = lower(regexp_replace(COALESCE(NEW.name, OLD.name), '^the +', '', 'i'))\n            )\n        ) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='764227b88d2650331d813b352c6c56943f58c7d5', operation='INSERT OR DELETE OR UPDATE OF "merged_into_id"', pgid='pgtrigger_pages_follow_sources_32f29', table='claims_source', when='AFTER')),
        ),
        AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='a_source_is_merged_into_no_merged_one', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.merged_into_id IS NOT NULL)', func="\n    IF EXISTS (SELECT FROM claims_source WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)\n       OR EXISTS (SELECT FROM claims_source WHERE merged_into_id = NEW.id) THEN\n        RAISE EXCEPTION 'a source is merged into one that is not merged itself';\n    END IF;\n    RETURN NEW;\n", hash='7b8dfbab41e10794016c8b3ed83ec2519d46cef1', operation='INSERT OR UPDATE OF "merged_into_id"', pgid='pgtrigger_a_source_is_merged_into_no_merged_one_5f69f', table='claims_source', when='BEFORE')),
        ),
        AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_the_site', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (VALUES ('site')) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='ef913e0ede926831cb978e5d0567e5402d919911', level='STATEMENT', operation='UPDATE OR DELETE', pgid='pgtrigger_pages_follow_the_site_d5845', table='claims_topic', when='AFTER')),
        ),
        AddTrigger(
            model_name='witnessedhead',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='8fdc0086672b6bb14970ef5314fb6085f895f384', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_d431d', table='claims_witnessedhead', when='BEFORE')),
        ),
        AddTrigger(
            model_name='witnessedhead',
            trigger=pgtrigger.compiler.Trigger(name='witnessed_heads_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='28082adb9a251dd8dfb8c1a8ce0bf52eb3e4b5aa', operation='UPDATE OR DELETE', pgid='pgtrigger_witnessed_heads_stay_49923', table='claims_witnessedhead', when='BEFORE')),
        ),
        AddTrigger(
            model_name='deskidentity',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='89ddaa5809765832ee5254929ed6b494b39a9f13', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_50859', table='claims_deskidentity', when='BEFORE')),
        ),
        AddTrigger(
            model_name='deskidentity',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_the_site', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (VALUES ('site')) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='4447d39d80cb9f9cf8b37205ede69851da761469', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_the_site_f8c41', table='claims_deskidentity', when='AFTER')),
        ),
        AddTrigger(
            model_name='deskidentity',
            trigger=pgtrigger.compiler.Trigger(name='desk_identities_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5c199a96f708e8a47cf531f94f90bf1b9113fbde', operation='UPDATE OR DELETE', pgid='pgtrigger_desk_identities_stay_5cbe6', table='claims_deskidentity', when='BEFORE')),
        ),
        AddTrigger(
            model_name='removal',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='d3aad9c9df553c875803afecf19635f3bb39efd0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_e15ed', table='claims_removal', when='BEFORE')),
        ),
        AddTrigger(
            model_name='removal',
            trigger=pgtrigger.compiler.Trigger(name='a_removal_has_the_hash_of_its_row', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    EXECUTE format(\n        'SELECT encode(sha256(convert_to(to_jsonb(gone)::text, ''UTF8'')), ''hex'') FROM %I AS gone WHERE id = $1',\n        CASE NEW.kind WHEN 'account' THEN 'claims_user' WHEN 'tip' THEN 'claims_tip' WHEN 'report' THEN 'claims_report' WHEN 'article' THEN 'claims_article' WHEN 'claim' THEN 'claims_claim' WHEN 'file' THEN 'claims_storedfile' WHEN 'passage' THEN 'claims_claim' END\n    ) INTO NEW.row_sha256 USING NEW.subject;\n    IF NEW.row_sha256 IS NULL THEN\n        RAISE EXCEPTION 'there is nothing to remove';\n    END IF;\n    NEW.created := now();\n    RETURN NEW;\n", hash='5663b2dca205283533ffc419ef9795a9ce998e7b', operation='INSERT', pgid='pgtrigger_a_removal_has_the_hash_of_its_row_9186f', table='claims_removal', when='BEFORE')),
        ),
        AddTrigger(
            model_name='removal',
            trigger=pgtrigger.compiler.Trigger(name='removals_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed5efef206973d1db70cd7857f054d5f9dbf685d', operation='UPDATE OR DELETE', pgid='pgtrigger_removals_stay_014b1', table='claims_removal', when='BEFORE')),
        ),
        AddTrigger(
            model_name='scale',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='351473a3c9cfb61fcea706313ca9cfb96365757f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_42db6', table='claims_scale', when='BEFORE')),
        ),
        AddTrigger(
            model_name='scale',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_the_site', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (VALUES ('site')) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='4368a6cc4f1d114c04d203466b5aa8e00e1e373f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_the_site_00203', table='claims_scale', when='AFTER')),
        ),
        AddTrigger(
            model_name='scale',
            trigger=pgtrigger.compiler.Trigger(name='scales_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='213a9fa89cedc984f18c98a130773b9310013627', operation='UPDATE OR DELETE', pgid='pgtrigger_scales_stay_711cc', table='claims_scale', when='BEFORE')),
        ),
        AddTrigger(
            model_name='scale',
            trigger=pgtrigger.compiler.Trigger(name='the_points_of_a_scale_are_valid', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF jsonb_array_length(NEW.points) > 10\n       OR (SELECT count(DISTINCT point->>'code') <> count(*) FROM jsonb_array_elements(NEW.points) AS point)\n       OR EXISTS (\n           SELECT FROM jsonb_array_elements(NEW.points) AS point\n           WHERE (\n               point->>'code' ~ '^[a-z][a-z0-9_]{0,29}$'\n               AND point->>'canonical' = ANY (ARRAY['true', 'mostly_true', 'half_true', 'misleading', 'mostly_false', 'false', 'unproven'])\n               AND point->>'tone' = ANY (ARRAY['true', 'mixed', 'false', 'info', 'open'])\n               AND (point->>'code' <> ALL (ARRAY['true', 'mostly_true', 'half_true', 'misleading', 'mostly_false', 'false', 'unproven']) OR point->>'code' = point->>'canonical')\n           ) IS NOT TRUE\n       ) THEN\n        RAISE EXCEPTION 'a point of the scale is not valid';\n    END IF;\n    RETURN NEW;\n", hash='d44e0dba864b5c931a04c4d45d50b835c59e33f5', operation='INSERT', pgid='pgtrigger_the_points_of_a_scale_are_valid_94b49', table='claims_scale', when='BEFORE')),
        ),
        AddTrigger(
            model_name='sitepage',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='d071bcea5609aff337ba7407b5f0c61ce18169e7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_210bc', table='claims_sitepage', when='BEFORE')),
        ),
        AddTrigger(
            model_name='sitepage',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_the_site', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (VALUES ('site')) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='4fbf5c1b16637c9bef81ca4407bc6846fcd272df', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_the_site_09d58', table='claims_sitepage', when='AFTER')),
        ),
        AddTrigger(
            model_name='sitepage',
            trigger=pgtrigger.compiler.Trigger(name='versions_of_pages_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7edd70f023adf888e15902901121a76efd800794', operation='UPDATE OR DELETE', pgid='pgtrigger_versions_of_pages_stay_de025', table='claims_sitepage', when='BEFORE')),
        ),
        AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='3a683ea527b2d7e7661d201e20081c177c31d3b7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_ab7a2', table='claims_storedfile', when='BEFORE')),
        ),
        AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_the_site', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_removed" IS DISTINCT FROM (NEW."is_removed"))', func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (VALUES ('site')) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='38537eacd258bbae5f4fa319b0c58f7b78e9c33a', operation='UPDATE', pgid='pgtrigger_pages_follow_the_site_3def2', table='claims_storedfile', when='AFTER')),
        ),
        AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='a_stored_file_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."data" IS DISTINCT FROM (NEW."data") OR OLD."height" IS DISTINCT FROM (NEW."height") OR OLD."is_removed" IS DISTINCT FROM (NEW."is_removed") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."positions" IS DISTINCT FROM (NEW."positions") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size_bytes" IS DISTINCT FROM (NEW."size_bytes") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."width" IS DISTINCT FROM (NEW."width"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'file' AND subject = OLD.id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='572e5e2c027fdb8478b2fb1ebc4664795e29498a', operation='UPDATE', pgid='pgtrigger_a_stored_file_is_frozen_4a75f', table='claims_storedfile', when='BEFORE')),
        ),
        AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='removed_files_keep_their_hash', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_removed")', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2f84a20337436ccf3b34addc49b7adcf2b8c92e0', operation='DELETE', pgid='pgtrigger_removed_files_keep_their_hash_c8faf', table='claims_storedfile', when='BEFORE')),
        ),
        AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='ebf8ddf30bd87c770a70cf942f75fe750fdbb152', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_6343b', table='claims_token', when='BEFORE')),
        ),
        AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='a_token_stays_within_its_parent', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."parent_id" IS NOT NULL)', func="\n                    IF NOT EXISTS (\n                        SELECT FROM claims_token AS parent\n                        WHERE parent.digest = NEW.parent_id AND parent.user_id = NEW.user_id\n                            AND (parent.expiry IS NULL OR NEW.expiry <= parent.expiry)\n                            AND (parent.scopes = '{}' OR (NEW.scopes <> '{}' AND NEW.scopes <@ parent.scopes))\n                            AND (parent.per_minute IS NULL OR NEW.per_minute <= parent.per_minute)\n                    ) THEN\n                        RAISE EXCEPTION 'a token may not do more than its parent, or outlive it';\n                    END IF;\n                    RETURN NEW;\n                ", hash='72af200df18a612dc72b61f046e27d7597397ac1', operation='INSERT OR UPDATE', pgid='pgtrigger_a_token_stays_within_its_parent_608f0', table='claims_token', when='BEFORE')),
        ),
        AddTrigger(
            model_name='watch',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='3ceff112a04217a2655cc233fa3cec63354d50da', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_13b70', table='claims_watch', when='BEFORE')),
        ),
        AddTrigger(
            model_name='watch',
            trigger=pgtrigger.compiler.Trigger(name='watches_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3054a377db00acaf2c17ef693ab5ce2d047991f4', operation='DELETE', pgid='pgtrigger_watches_stay_4625a', table='claims_watch', when='BEFORE')),
        ),
        AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='webhooks_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='cb868ca680ddf28b0325a9f38d4d4beade72f3cd', operation='DELETE', pgid='pgtrigger_webhooks_stay_f9adb', table='claims_webhook', when='BEFORE')),
        ),
        AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='aaeb86af7c094c9a3df44f41ac7ba100bbb13526', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_c1417', table='claims_webhook', when='BEFORE')),
        ),
        AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='the_rating_of_a_webhook_is_on_a_scale', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF NEW.rating <> ALL (ARRAY[\'\', \'true\', \'mostly_true\', \'half_true\', \'misleading\', \'mostly_false\', \'false\', \'unproven\']) AND NOT EXISTS (\n        SELECT FROM claims_scale WHERE points @> jsonb_build_array(jsonb_build_object(\'code\', NEW.rating))\n    ) THEN\n        RAISE EXCEPTION \'no scale has the rating "%"\', NEW.rating;\n    END IF;\n    RETURN NEW;\n', hash='bf6e5ed43b945ed4bf427029f1284e04506e8210', operation='INSERT OR UPDATE OF "rating"', pgid='pgtrigger_the_rating_of_a_webhook_is_on_a_scale_515cd', table='claims_webhook', when='BEFORE')),
        ),
        AddTrigger(
            model_name='outlet',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='d3ebd28f45cb0a9fc7025b34f1265e6185921456', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_97778', table='claims_outlet', when='BEFORE')),
        ),
        AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='0d44ef28468ed06c567e1a6a55c3010d2e10bb6c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_7ae63', table='claims_reading', when='BEFORE')),
        ),
        AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='readings_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.article_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update or delete rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='664e43bd45e0dcd3eee455520a2abd00b3b9c80d', operation='UPDATE OR DELETE', pgid='pgtrigger_readings_stay_362fa', table='claims_reading', when='BEFORE')),
        ),
        AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='70a843a1c0e708d79c02b57a34ee47a78cdfa005', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_0d3cc', table='claims_event', when='BEFORE')),
        ),
        AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='events_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'DELETE' AND OLD.verb IN ('user.signed_in', 'user.sign_in_failed')\n       AND OLD.at < now() - interval '7 days' THEN\n        RETURN OLD;\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.verb = 'verdict.drafted'\n       AND to_jsonb(NEW) = jsonb_set(to_jsonb(OLD), '{data}', OLD.data - 'delta' - 'sums') THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'data' = to_jsonb(OLD) - 'data'\n       AND (EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = OLD.claim_id AND claims_removal.created = now()) OR EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.article_id AND claims_removal.created = now())) THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'events stay: only sign-ins expire, the words of drafts, and what is removed';\n", hash='257f55355ef2bf63b62d361e1323e13c008963fc', operation='UPDATE OR DELETE', pgid='pgtrigger_events_stay_30426', table='claims_event', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='new_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO claims_claimvector (claim_id) SELECT id FROM new_texts; RETURN NULL;', hash='acdfdfaacfe21e59b12e09e275abef02cc10dad2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_new_texts_await_their_vectors_77d50', referencing='REFERENCING NEW TABLE AS new_texts ', table='claims_claim', when='AFTER')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='\n    UPDATE claims_claimvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE claim_id = NEW.id;\n    RETURN NULL;\n', hash='1666990dd96627dd624b8ecf4d54f7bcb361f3d0', operation='UPDATE OF "text", "statement"', pgid='pgtrigger_changed_texts_await_their_vectors_35de4', table='claims_claim', when='AFTER')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='7487245459419a81c6def6ffd2edb5aefdcb8f81', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_2b11f', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='only_legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{approved:awaiting_approval,approved:in_review,approved:published,approved:withdrawn,awaiting_approval:approved,awaiting_approval:in_review,awaiting_approval:withdrawn,detected:dismissed,detected:queued,dismissed:detected,in_review:awaiting_approval,in_review:dismissed,in_review:published,in_review:queued,in_review:withdrawn,published:in_review,published:withdrawn,queued:detected,queued:dismissed,queued:in_review,queued:published,queued:withdrawn,withdrawn:in_review}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='853b8a418e9a931cab416dbfa79559f9ff22d19e', operation='UPDATE', pgid='pgtrigger_only_legal_moves_add91', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='a_claim_starts_at_the_start', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.status NOT IN ('detected', 'queued') THEN\n                        RAISE EXCEPTION 'a claim starts as one of detected, queued, not as %', NEW.status;\n                    END IF;\n                    RETURN NEW;\n                ", hash='33c2fd3a39980862babfc681c54fe16bd11be096', operation='INSERT', pgid='pgtrigger_a_claim_starts_at_the_start_5a75d', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='priority_follows_its_parts', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE w record;', func="\n        SELECT checkworthiness, reach, tip_count, age, deadline INTO w FROM claims_priorityweights;\n        IF NOT FOUND THEN\n            SELECT 100.0::float8 AS checkworthiness, 10.0::float8 AS reach, 15.0::float8 AS tip_count, 1.0::float8 AS age, 40.0::float8 AS deadline INTO w;\n        END IF;\n        NEW.priority := w.checkworthiness * CASE WHEN NEW.checkable AND NEW.checkworthiness >= 1e-06 THEN NEW.checkworthiness ELSE 0 END + w.reach * log(1 + NEW.reach::float8) + w.tip_count * ln(1 + NEW.tip_count::float8) / ln(2::float8) + w.age * (1767225600.0 - date_part('epoch', NEW.created)) / 86400 + w.deadline * (NEW.deadline IS NOT NULL)::int + w.age * COALESCE(GREATEST(date_part('epoch', NEW.created) + 5184000.0 - date_part('epoch', NEW.deadline), 0), 0) / 86400;\n        RETURN NEW;\n    ", hash='bc79c71887c4b34f8cb3afc1561dbbeb29e6f4f2', operation='INSERT OR UPDATE OF "checkworthiness", "checkable", "reach", "tip_count", "created", "deadline", "priority", "status"', pgid='pgtrigger_priority_follows_its_parts_d294f', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claims_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2195263beaae6706c757cc8be2e5eda7994966c5', operation='DELETE', pgid='pgtrigger_claims_stay_22782', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='a_duplicate_is_filed_under_no_duplicate', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.duplicate_of_id IS NOT NULL)', func="\n    IF EXISTS (SELECT FROM claims_claim WHERE id = NEW.duplicate_of_id AND duplicate_of_id IS NOT NULL)\n       OR EXISTS (SELECT FROM claims_claim WHERE duplicate_of_id = NEW.id) THEN\n        RAISE EXCEPTION 'a duplicate is filed under a claim that is none';\n    END IF;\n    RETURN NEW;\n", hash='da6acfc7aef2947b0916fc945c68f611a32c875b', operation='INSERT OR UPDATE OF "duplicate_of_id"', pgid='pgtrigger_a_duplicate_is_filed_under_no_duplicate_6c9b8', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='the_words_of_a_submitted_claim_are_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'awaiting_approval\', \'approved\') AND (OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."statement_problem" IS DISTINCT FROM (NEW."statement_problem")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a5f83ffb5e5f1d988cfceaa2ebe95eca08a3720c', operation='UPDATE', pgid='pgtrigger_the_words_of_a_submitted_claim_are_frozen_23a86', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='what_goes_out_stays_approved', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."goes_out" IS NOT NULL AND OLD."goes_out" IS NOT NULL AND OLD."status" = \'approved\' AND OLD."status" IS DISTINCT FROM (NEW."status"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ea84cf6613bf7cb537dff74818d8f72afd0f2232', operation='UPDATE', pgid='pgtrigger_what_goes_out_stays_approved_33240', table='claims_claim', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_verdict_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.status IS DISTINCT FROM NEW.status AND (OLD.status IN ('awaiting_approval', 'approved') OR NEW.status IN ('awaiting_approval', 'approved')))", declare='DECLARE newest bigint;', func="\n            SELECT id INTO newest FROM claims_verdict\n            WHERE claim_id = NEW.id AND submitted IS NOT NULL ORDER BY revision DESC LIMIT 1;\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE verdict_id = newest AND closed IS NULL;\n            IF newest IS NOT NULL AND NEW.status IN ('awaiting_approval', 'approved') THEN\n                INSERT INTO claims_case (kind, rank, verdict_id)\n                VALUES (CASE NEW.status WHEN 'approved' THEN 'publish' ELSE 'verdict' END,\n                        CASE WHEN NEW.publication_id IS NULL THEN 1 ELSE 0 END, newest);\n            END IF;\n            RETURN NULL;\n        ", hash='1171fa88471d898e205e485301853271577c2360', operation='UPDATE OF "status"', pgid='pgtrigger_a_submitted_verdict_opens_a_case_77eac', table='claims_claim', when='AFTER')),
        ),
        AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_claims', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.publication_id IS DISTINCT FROM NEW.publication_id OR OLD.duplicate_of_id IS DISTINCT FROM NEW.duplicate_of_id OR (NEW.publication_id IS NOT NULL AND (OLD.status <> NEW.status OR OLD.topic_id IS DISTINCT FROM NEW.topic_id)))', func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n            SELECT unnest(ARRAY['lists', 'verdict:' || NEW.id, 'topic:' || OLD.topic_id, 'topic:' || NEW.topic_id])\n                WHERE OLD.publication_id IS NOT NULL OR NEW.publication_id IS NOT NULL\n            UNION ALL SELECT unnest(ARRAY['verdict:' || OLD.duplicate_of_id, 'verdict:' || NEW.duplicate_of_id])\n        ) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='ff1b89a1a32e1a5b7cf83c447ff39a48067f2a48', operation='UPDATE', pgid='pgtrigger_pages_follow_claims_a66ce', table='claims_claim', when='AFTER')),
        ),
        AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='an_appeal_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE appeal_id = NEW.id AND closed IS NULL AND NOT (NEW.closed IS NULL);\n            INSERT INTO claims_case (kind, rank, appeal_id) SELECT 'appeal', 1, NEW.id WHERE NEW.closed IS NULL\n            ON CONFLICT (appeal_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='6bf4f540b56c6362e3ee8763f1129484daa403fe', operation='INSERT OR UPDATE OF "closed"', pgid='pgtrigger_an_appeal_opens_a_case_21294', table='claims_appeal', when='AFTER')),
        ),
        AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='bfb194a62950affcc9e9d55242c76735761c4822', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_44d05', table='claims_appearance', when='BEFORE')),
        ),
        AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearances_are_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'pipeline' = to_jsonb(NEW) - 'pipeline' THEN\n            RETURN NEW;\n        END IF;\n    \n        IF EXISTS (SELECT FROM claims_claim WHERE id IN (OLD.claim_id, NEW.claim_id) AND status IN ('awaiting_approval', 'approved')) THEN\n            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='60650d35474e99ca7c39fb039c570753df6f0d2f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_appearances_are_frozen_with_a_verdict_2abf2', table='claims_appearance', when='BEFORE')),
        ),
        AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_appearances_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM rows_after AS appearance\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='9d4bb61e46996d20e7662be65cc6688795779a0f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_appearances_added_fc3b5', referencing='REFERENCING NEW TABLE AS rows_after ', table='claims_appearance', when='AFTER')),
        ),
        AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_appearances_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM (SELECT * FROM rows_before UNION ALL SELECT * FROM rows_after) AS appearance\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='2b7ee7cecabfe3a43077b6df9a1e7d482ef71c96', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_pages_follow_appearances_changed_83487', referencing='REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_after ', table='claims_appearance', when='AFTER')),
        ),
        AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_appearances_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM rows_before AS appearance\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='c5673bcc75f6732724d7b0a21fdeca8dca7830a0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_pages_follow_appearances_deleted_7dc80', referencing='REFERENCING OLD TABLE AS rows_before ', table='claims_appearance', when='AFTER')),
        ),
        AddTrigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='322c56bd5ad62f30ddc499db777d993d7643623f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_eca6f', table='claims_attribution', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attributions_are_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM claims_claim WHERE id IN (SELECT claim_id FROM claims_appearance WHERE id IN (OLD.appearance_id, NEW.appearance_id)) AND status IN ('awaiting_approval', 'approved')) THEN\n            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='5260c8de07cc4bd5c36887a17f09e90e02324901', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_attributions_are_frozen_with_a_verdict_1ab88', table='claims_attribution', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='f3973bd9b7a7842335f4ff828e71aeb2d6ce974d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_facc3', table='claims_quantity', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='quantities_are_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM claims_claim WHERE id IN (SELECT claim_id FROM claims_appearance WHERE id IN (OLD.appearance_id, NEW.appearance_id)) AND status IN ('awaiting_approval', 'approved')) THEN\n            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='84a83b8238e04b1f48523bae047484492188aa69', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_quantities_are_frozen_with_a_verdict_71833', table='claims_quantity', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_quantities_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM rows_after AS quantity JOIN claims_appearance AS appearance ON appearance.id = quantity.appearance_id\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='b72257a9adb93f26f8a3aac7801157a6dac57c4a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_quantities_added_c3335', referencing='REFERENCING NEW TABLE AS rows_after ', table='claims_quantity', when='AFTER')),
        ),
        AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_quantities_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM (SELECT * FROM rows_before UNION ALL SELECT * FROM rows_after) AS quantity JOIN claims_appearance AS appearance ON appearance.id = quantity.appearance_id\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='5ccec8e03a92a7fb2bfbc21a48f90b7870e4711e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_pages_follow_quantities_changed_d5b1a', referencing='REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_after ', table='claims_quantity', when='AFTER')),
        ),
        AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_quantities_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.duplicate_of_id FROM rows_before AS quantity JOIN claims_appearance AS appearance ON appearance.id = quantity.appearance_id\n    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='0334f3a430a0d2ff6068fdf806e123f4df349c47', level='STATEMENT', operation='DELETE', pgid='pgtrigger_pages_follow_quantities_deleted_e26f0', referencing='REFERENCING OLD TABLE AS rows_before ', table='claims_quantity', when='AFTER')),
        ),
        AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='14fb5f96ab34139db8ce60b867cf45e1b8dc1371', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_2453b', table='claims_verdict', when='BEFORE')),
        ),
        AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='the_rating_of_a_verdict_is_on_its_scale', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF NEW.scale_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM claims_scale WHERE id = NEW.scale_id AND CASE\n            WHEN points = \'[]\' THEN\n                NEW.rating = ANY (ARRAY[\'\', \'true\', \'mostly_true\', \'half_true\', \'misleading\', \'mostly_false\', \'false\', \'unproven\'])\n                AND (NEW.submitted IS NULL OR NEW.rating_words <> \'\')\n            ELSE\n                NEW.rating_words = \'\'\n                AND (NEW.rating = \'\' OR points @> jsonb_build_array(jsonb_build_object(\'code\', NEW.rating)))\n        END\n    ) THEN\n        RAISE EXCEPTION \'version % of the scale has no rating "%"\', NEW.scale_id, NEW.rating;\n    END IF;\n    RETURN NEW;\n', hash='d4d998b0f2cc05a6f38f9c04de3510f1be72feab', operation='INSERT OR UPDATE OF "scale_id", "rating", "rating_words", "submitted"', pgid='pgtrigger_the_rating_of_a_verdict_is_on_its_scale_b4d8c', table='claims_verdict', when='BEFORE')),
        ),
        AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_verdict_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."submitted" IS NOT NULL AND (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."scale_id" IS DISTINCT FROM (NEW."scale_id") OR OLD."rating" IS DISTINCT FROM (NEW."rating") OR OLD."rating_words" IS DISTINCT FROM (NEW."rating_words") OR OLD."headline" IS DISTINCT FROM (NEW."headline") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."justification" IS DISTINCT FROM (NEW."justification") OR OLD."authors" IS DISTINCT FROM (NEW."authors") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."submitted" IS DISTINCT FROM (NEW."submitted") OR OLD."correction" IS DISTINCT FROM (NEW."correction")))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = OLD.claim_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='17aef6df5896d93fe7f55c4aa85bee3d867f469b', operation='UPDATE', pgid='pgtrigger_a_submitted_verdict_is_frozen_47d95', table='claims_verdict', when='BEFORE')),
        ),
        AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_verdict_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."submitted" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b40f1f090c7a984ebbdd90b54809ef08b481859e', operation='DELETE', pgid='pgtrigger_a_submitted_verdict_stays_56c3d', table='claims_verdict', when='BEFORE')),
        ),
        AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='fec375220e378deb42b6721b4262c8a5e231837a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_20c65', table='claims_translation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='a_translation_is_in_another_language', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT FROM claims_claim JOIN claims_publication ON claims_publication.id = claims_claim.publication_id\n        WHERE claims_claim.id = NEW.claim_id AND claims_publication.language = NEW.language\n    ) OR NOT EXISTS (SELECT FROM claims_claim WHERE id = NEW.claim_id AND publication_id IS NOT NULL) THEN\n        RAISE EXCEPTION 'a translation is in another language than the published verdict on claim %', NEW.claim_id;\n    END IF;\n    RETURN NEW;\n", hash='6d2dd30d03c54e1524b73d5a2962c900867a85a2', operation='INSERT', pgid='pgtrigger_a_translation_is_in_another_language_69053', table='claims_translation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='a_translation_stays_with_its_claim', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."language" IS DISTINCT FROM (NEW."language"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c539ae3206a2958abdaf15bbef2073a97e562ca1', operation='UPDATE', pgid='pgtrigger_a_translation_stays_with_its_claim_1be8b', table='claims_translation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_translation_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."submitted" IS NOT NULL AND OLD."submitted" IS NOT NULL AND (OLD."headline" IS DISTINCT FROM (NEW."headline") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."justification" IS DISTINCT FROM (NEW."justification") OR OLD."correction" IS DISTINCT FROM (NEW."correction") OR OLD."verdict_id" IS DISTINCT FROM (NEW."verdict_id") OR OLD."authors" IS DISTINCT FROM (NEW."authors") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id")))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = OLD.claim_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='94bc3ac799460bf9ab604320ceb69e512ec328c0', operation='UPDATE', pgid='pgtrigger_a_submitted_translation_is_frozen_01d2d', table='claims_translation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='translations_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."submitted" IS NOT NULL OR OLD."publication_id" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='cdd1c465a6ecbae8eb3bf8833d9450f3c52dac4f', operation='DELETE', pgid='pgtrigger_translations_stay_0df54', table='claims_translation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='a_waiting_translation_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE translation_id = NEW.id AND closed IS NULL AND NOT (NEW.submitted IS NOT NULL AND NEW.approved IS NULL OR NEW.behind_since IS NOT NULL);\n            INSERT INTO claims_case (kind, rank, translation_id) SELECT 'translation', CASE WHEN NEW.publication_id IS NULL THEN 1 ELSE 0 END, NEW.id WHERE NEW.submitted IS NOT NULL AND NEW.approved IS NULL OR NEW.behind_since IS NOT NULL\n            ON CONFLICT (translation_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='b3c07168c5ce359ffd2f19909264bab30a4e736f', operation='INSERT OR UPDATE OF "submitted", "approved", "behind_since"', pgid='pgtrigger_a_waiting_translation_opens_a_case_cc34a', table='claims_translation', when='AFTER')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='12da766f14b08fc00c548c6e055d7e5c0485056c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_2993a', table='claims_publication', when='BEFORE')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_publications', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n            VALUES ('lists'), ('verdict:' || NEW.claim_id)\n            UNION ALL SELECT 'claimant:' || md5(lower(regexp_replace(claimant, '^the +', '', 'i')))\n                FROM claims_publication WHERE claim_id = NEW.claim_id\n            UNION ALL SELECT 'topic:' || topic_id FROM claims_claim WHERE id = NEW.claim_id\n            UNION ALL SELECT 'verdict:' || claim.id FROM claims_factcheck AS fact_check\n                JOIN claims_match AS match ON match.fact_check_id = fact_check.id\n                JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL\n                WHERE fact_check.claim_id = NEW.claim_id\n        ) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='bc211f7e2e07075a0004ad710da80b38cdea50ec', operation='INSERT OR UPDATE', pgid='pgtrigger_pages_follow_publications_30dab', table='claims_publication', when='AFTER')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='publications_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF TG_OP = \'UPDATE\' AND EXISTS (SELECT FROM claims_removal WHERE kind IN (\'claim\', \'passage\') AND subject = OLD.claim_id AND claims_removal.created = now())\n       AND to_jsonb(NEW) - \'{claim_text,claimant,document,note,page,summary,headline,slug,rating_label,canonical,language}\'::text[] = to_jsonb(OLD) - \'{claim_text,claimant,document,note,page,summary,headline,slug,rating_label,canonical,language}\'::text[]\n       AND OLD.claim_text::text LIKE replace(regexp_replace(NEW.claim_text::text, \'([%_\\\\])\', \'\\\\\\1\', \'g\'), \'[removed]\', \'%\') AND OLD.claimant::text LIKE replace(regexp_replace(NEW.claimant::text, \'([%_\\\\])\', \'\\\\\\1\', \'g\'), \'[removed]\', \'%\') AND OLD.document::text LIKE replace(regexp_replace(NEW.document::text, \'([%_\\\\])\', \'\\\\\\1\', \'g\'), \'[removed]\', \'%\') AND OLD.note::text LIKE replace(regexp_replace(NEW.note::text, \'([%_\\\\])\', \'\\\\\\1\', \'g\'), \'[removed]\', \'%\') AND regexp_replace(OLD.page::text, \'"quantities": \\[[^]]*\\]\', \'\', \'g\') LIKE replace(regexp_replace(regexp_replace(NEW.page::text, \'"quantities": \\[[^]]*\\]\', \'\', \'g\'), \'([%_\\\\])\', \'\\\\\\1\', \'g\'), \'[removed]\', \'%\') AND OLD.summary::text LIKE replace(regexp_replace(NEW.summary::text, \'([%_\\\\])\', \'\\\\\\1\', \'g\'), \'[removed]\', \'%\') THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION \'publications stay: only a removal takes words out, and marks where they were\';\n', hash='ee2b0be5cd2737917c5b2c6563094cbe7ee0803c', operation='UPDATE OR DELETE', pgid='pgtrigger_publications_stay_1e9dc', table='claims_publication', when='BEFORE')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='every_redaction_is_logged', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF NOT EXISTS (\n        SELECT FROM claims_publication AS later JOIN claims_logentry ON publication_id = NEW.id\n        WHERE later.claim_id = NEW.claim_id AND later.id > NEW.id\n            AND later.redaction->'entries' @> jsonb_build_array(jsonb_build_object('sequence', sequence))\n    ) THEN\n        RAISE EXCEPTION 'the log has no redaction of publication %', NEW.id;\n    END IF;\n    RETURN NULL;\n", hash='ebb3d96fd9fbfd8d5b34219f2fceb017b939e9d4', operation='UPDATE', pgid='pgtrigger_every_redaction_is_logged_73fd6', table='claims_publication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='a_translation_follows_its_original', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.translation_id IS NULL THEN\n        IF EXISTS (\n            SELECT FROM claims_translation WHERE claim_id = NEW.claim_id AND language = NEW.page->>'language'\n        ) THEN\n            RAISE EXCEPTION 'the verdict on claim % has a translation in this language', NEW.claim_id;\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF NOT EXISTS (\n        SELECT FROM claims_translation AS translation\n        WHERE translation.id = NEW.translation_id AND translation.claim_id = NEW.claim_id\n            AND translation.language = NEW.page->>'language'\n    ) THEN\n        RAISE EXCEPTION 'this is no translation of the verdict on claim %', NEW.claim_id;\n    END IF;\n    IF NEW.kind IN ('published', 'corrected') AND NOT EXISTS (\n        SELECT FROM claims_claim JOIN claims_publication AS original ON original.id = claims_claim.publication_id\n        JOIN claims_translation AS translation ON translation.id = NEW.translation_id\n        WHERE claims_claim.id = NEW.claim_id AND original.verdict_id = NEW.verdict_id\n            AND original.rating = NEW.rating AND original.page->'evidence' = NEW.page->'evidence'\n            AND original.kind NOT IN ('withdrawn', 'removed')\n            AND translation.verdict_id = NEW.verdict_id AND translation.approved IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'a translation is published with the rating and the evidence of its original, once approved';\n    END IF;\n    RETURN NEW;\n", hash='e0f1059261b3f0d66569127688085f3c6378fe77', operation='INSERT', pgid='pgtrigger_a_translation_follows_its_original_a4b40', table='claims_publication', when='BEFORE')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='translations_learn_of_corrections', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    UPDATE claims_translation SET behind_since = NULL\n    WHERE id = NEW.translation_id AND behind_since IS NOT NULL;\n    UPDATE claims_translation SET behind_since = NEW.published\n    WHERE NEW.translation_id IS NULL AND NEW.kind = 'corrected' AND claim_id = NEW.claim_id AND behind_since IS NULL\n        AND publication_id IN (SELECT id FROM claims_publication WHERE kind NOT IN ('withdrawn', 'removed'));\n    RETURN NULL;\n", hash='9ba273ace60c3c84c18a4fe4b1065ca02cf9db2b', operation='INSERT', pgid='pgtrigger_translations_learn_of_corrections_1f5b1', table='claims_publication', when='AFTER')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='translations_go_with_their_original', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."kind" IN (\'withdrawn\', \'removed\') AND NEW."translation_id" IS NULL)', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT FROM claims_translation JOIN claims_publication AS shown ON shown.id = publication_id\n        WHERE claims_translation.claim_id = NEW.claim_id AND shown.kind NOT IN ('withdrawn', 'removed')\n    ) AND EXISTS (SELECT FROM claims_claim WHERE id = NEW.claim_id AND publication_id = NEW.id) THEN\n        RAISE EXCEPTION 'the translations of the verdict on claim % are still public', NEW.claim_id;\n    END IF;\n    RETURN NULL;\n", hash='aa7de2c6b375726f0cc90a0360afcb6ac632d891', operation='INSERT', pgid='pgtrigger_translations_go_with_their_original_265c5', table='claims_publication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='every_publication_is_logged', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF NOT EXISTS (SELECT FROM claims_logentry WHERE publication_id = NEW.id) THEN\n                        RAISE EXCEPTION 'publication % is not in the log', NEW.id;\n                    END IF;\n                    RETURN NULL;\n                ", hash='18bbea7d22df72a1a88b0ee0600571433d85fe43', operation='INSERT', pgid='pgtrigger_every_publication_is_logged_e677b', table='claims_publication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='6abd0f217da1b4f0f8a3605a5716501397908fe9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_fdfae', table='claims_logentry', when='BEFORE')),
        ),
        AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='log_entries_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='264720b5bc321c1f3f7a05c5aa18b3926552ac95', operation='UPDATE OR DELETE', pgid='pgtrigger_log_entries_stay_3f121', table='claims_logentry', when='BEFORE')),
        ),
        AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='a_log_entry_follows_the_head', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE head claims_logentry%ROWTYPE;', func="\n                    SELECT * INTO head FROM claims_logentry ORDER BY sequence DESC LIMIT 1;\n                    IF NEW.sequence <> COALESCE(head.sequence, 0) + 1\n                       OR NEW.previous_sha256 <> COALESCE(head.entry_sha256, repeat('0', 64)) THEN\n                        RAISE EXCEPTION 'log entry % does not follow the head, entry %',\n                            NEW.sequence, COALESCE(head.sequence, 0);\n                    END IF;\n                    IF NEW.entry_sha256 <> encode(sha256(convert_to(concat_ws(\n                        E'\\n', NEW.sequence, NEW.previous_sha256, NEW.content_sha256, ''\n                    ), 'UTF8')), 'hex') THEN\n                        RAISE EXCEPTION 'log entry % does not have its hash', NEW.sequence;\n                    END IF;\n                    RETURN NEW;\n                ", hash='2f3ea9c91cc2cfff04962a522c9c972afa086cc6', operation='INSERT', pgid='pgtrigger_a_log_entry_follows_the_head_733ac', table='claims_logentry', when='BEFORE')),
        ),
        AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='the_tree_grows_with_a_log_entry', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE node bytea; height integer;', func="\n                    node := sha256('\\x00'::bytea || convert_to(NEW.entry_sha256, 'UTF8'));\n                    height := 1;\n                    WHILE NEW.nodes[height] = encode(node, 'hex') AND (NEW.sequence >> height - 1) & 1 = 0 LOOP\n                        SELECT sha256('\\x01'::bytea || decode(nodes[height], 'hex') || node) INTO node\n                        FROM claims_logentry WHERE sequence = NEW.sequence - (1::bigint << height - 1);\n                        height := height + 1;\n                    END LOOP;\n                    IF NEW.nodes[height] IS DISTINCT FROM encode(node, 'hex') OR cardinality(NEW.nodes) <> height THEN\n                        RAISE EXCEPTION 'log entry % does not extend the tree', NEW.sequence;\n                    END IF;\n                    RETURN NEW;\n                ", hash='27fc045c8ff589c3c4bde3896b300fca7e0b328c', operation='INSERT', pgid='pgtrigger_the_tree_grows_with_a_log_entry_dd513', table='claims_logentry', when='BEFORE')),
        ),
        AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='every_log_entry_is_signed', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF NOT EXISTS (SELECT FROM claims_signedhead WHERE entry_id = NEW.sequence) THEN\n                        RAISE EXCEPTION 'log entry % has no signed head', NEW.sequence;\n                    END IF;\n                    RETURN NULL;\n                ", hash='6f601fa68f6117cb9051090eb69ee59536601403', operation='INSERT', pgid='pgtrigger_every_log_entry_is_signed_d9029', table='claims_logentry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='6e2c65897ea730bbdbbd919e0d0c113fac5dec24', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_cda14', table='claims_attempt', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='224b8b643e9587b430e543078496b5e094b8367c', operation='UPDATE OR DELETE', pgid='pgtrigger_attempts_stay_4021b', table='claims_attempt', when='BEFORE')),
        ),
        AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='39326a44f5e9fb69f1c1eb91aa366d8fb35e2035', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_ef701', table='claims_comment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='a_comments_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = OLD.claim_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='8a1794352185c4d90e541a99ca5601c16e8d1a5c', operation='UPDATE', pgid='pgtrigger_a_comments_text_is_frozen_4debf', table='claims_comment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='comments_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0f96f0d376094be25acb29ed54c05df581ed8f48', operation='DELETE', pgid='pgtrigger_comments_stay_7a9bf', table='claims_comment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='signedhead',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='80158b3a2cd55b59f2bf92b0ca0eed437bc9db2e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_cddb4', table='claims_signedhead', when='BEFORE')),
        ),
        AddTrigger(
            model_name='signedhead',
            trigger=pgtrigger.compiler.Trigger(name='signed_heads_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a11911d0b9e4df0e4337887ecb579f35abbc556f', operation='UPDATE OR DELETE', pgid='pgtrigger_signed_heads_stay_3f8ed', table='claims_signedhead', when='BEFORE')),
        ),
        AddTrigger(
            model_name='countersignature',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='0b3c2ebb73cfd3ed2b20802ccef001f1528d8473', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_378f2', table='claims_countersignature', when='BEFORE')),
        ),
        AddTrigger(
            model_name='countersignature',
            trigger=pgtrigger.compiler.Trigger(name='countersignatures_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d52d5c10a110ac3397505565cb3d4e1f373b146c', operation='UPDATE OR DELETE', pgid='pgtrigger_countersignatures_stay_bfcc9', table='claims_countersignature', when='BEFORE')),
        ),
        AddTrigger(
            model_name='claimrelation',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='630a65db3a1f6fcedebd5c692ffab83c6f04c794', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_6c8a1', table='claims_claimrelation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='new_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO claims_factcheckvector (fact_check_id) SELECT id FROM new_texts; RETURN NULL;', hash='ed44ce8ef2d2551332fb410667670a11e1d24d00', level='STATEMENT', operation='INSERT', pgid='pgtrigger_new_texts_await_their_vectors_eaaea', referencing='REFERENCING NEW TABLE AS new_texts ', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_text" IS DISTINCT FROM (NEW."claim_text") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='\n    UPDATE claims_factcheckvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE fact_check_id = NEW.id;\n    RETURN NULL;\n', hash='d45d7c1af95f938faa87b9c318fc9f2669007b49', operation='UPDATE OF "claim_text", "title", "language"', pgid='pgtrigger_changed_texts_await_their_vectors_a94e7', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='terms_of_new_fact_checks', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_searchterm (lexeme, fact_check_count)\n    SELECT lexeme, sum(fact_check_count) FROM (\n    SELECT '' AS lexeme, +count(*)::int AS fact_check_count FROM new_fact_checks\n    UNION ALL\n    SELECT word.lexeme, +count(*)::int FROM new_fact_checks, unnest(new_fact_checks.search) AS word GROUP BY word.lexeme\n) AS change\n    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme\n    ON CONFLICT (lexeme) DO UPDATE\n    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;\n    RETURN NULL;\n", hash='00c8c8df217c4a7d42f553fb1cdcc2ec22a23a76', level='STATEMENT', operation='INSERT', pgid='pgtrigger_terms_of_new_fact_checks_3bb5e', referencing='REFERENCING NEW TABLE AS new_fact_checks ', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='terms_of_old_fact_checks', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_searchterm (lexeme, fact_check_count)\n    SELECT lexeme, sum(fact_check_count) FROM (\n    SELECT '' AS lexeme, -count(*)::int AS fact_check_count FROM old_fact_checks\n    UNION ALL\n    SELECT word.lexeme, -count(*)::int FROM old_fact_checks, unnest(old_fact_checks.search) AS word GROUP BY word.lexeme\n) AS change\n    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme\n    ON CONFLICT (lexeme) DO UPDATE\n    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;\n    RETURN NULL;\n", hash='339622eec5bb93c85bd48e57e72a9bb129257859', level='STATEMENT', operation='DELETE', pgid='pgtrigger_terms_of_old_fact_checks_34233', referencing='REFERENCING OLD TABLE AS old_fact_checks ', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='terms_of_changed_fact_checks', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_searchterm (lexeme, fact_check_count)\n    SELECT lexeme, sum(fact_check_count) FROM (\n    SELECT '' AS lexeme, +count(*)::int AS fact_check_count FROM new_fact_checks\n    UNION ALL\n    SELECT word.lexeme, +count(*)::int FROM new_fact_checks, unnest(new_fact_checks.search) AS word GROUP BY word.lexeme\n UNION ALL \n    SELECT '' AS lexeme, -count(*)::int AS fact_check_count FROM old_fact_checks\n    UNION ALL\n    SELECT word.lexeme, -count(*)::int FROM old_fact_checks, unnest(old_fact_checks.search) AS word GROUP BY word.lexeme\n) AS change\n    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme\n    ON CONFLICT (lexeme) DO UPDATE\n    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;\n    RETURN NULL;\n", hash='1188b178b70855d039499d2d9c59ee6fe100e3bd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_terms_of_changed_fact_checks_56b52', referencing='REFERENCING OLD TABLE AS old_fact_checks  NEW TABLE AS new_fact_checks ', table='claims_factcheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='new_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO claims_tipvector (tip_id) SELECT id FROM new_texts; RETURN NULL;', hash='e54ea20989a4ab9a2d4431329ef56dc98db51315', level='STATEMENT', operation='INSERT', pgid='pgtrigger_new_texts_await_their_vectors_c778e', referencing='REFERENCING NEW TABLE AS new_texts ', table='claims_tip', when='AFTER')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='changed_texts_await_their_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."text" IS DISTINCT FROM (NEW."text"))', func='\n    UPDATE claims_tipvector SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL\n    WHERE tip_id = NEW.id;\n    RETURN NULL;\n', hash='236bd364e3593da0f2802c47a3cf77a98c0331b8', operation='UPDATE OF "text"', pgid='pgtrigger_changed_texts_await_their_vectors_08289', table='claims_tip', when='AFTER')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='5cec4150f5389d30af7791a73aef84eaa5b248a2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_892a9', table='claims_tip', when='BEFORE')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='a_tips_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n    IF NEW.key = OLD.key AND NEW.created = OLD.created AND NEW.text = '[removed]' AND NEW.url = ''\n       AND EXISTS (SELECT FROM claims_removal WHERE kind = 'tip' AND subject = OLD.id AND claims_removal.created = now()) THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'what a reader asked is frozen, unless it is removed';\n", hash='184a2fc024f1753e2498f03149dca704580954df', operation='UPDATE', pgid='pgtrigger_a_tips_text_is_frozen_e9772', table='claims_tip', when='BEFORE')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='tips_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='194f5886e75b8fa301bc0b0719cd164070873a2a', operation='DELETE', pgid='pgtrigger_tips_stay_29e66', table='claims_tip', when='BEFORE')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='a_tips_email_is_only_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.email <> OLD.email AND NEW.email <> '' THEN\n        RAISE EXCEPTION 'the e-mail address of a tip can be erased, not changed';\n    END IF;\n    RETURN NEW;\n", hash='441fbc831190123cf9d1c90283627268c11d00d1', operation='UPDATE', pgid='pgtrigger_a_tips_email_is_only_erased_39e3a', table='claims_tip', when='BEFORE')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='tip_count_counts_the_tips_of_a_claim', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT DISTINCT FROM NEW.claim_id THEN\n        RETURN NULL;\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT NULL THEN\n        UPDATE claims_claim SET tip_count = tip_count - 1 WHERE id = OLD.claim_id;\n    END IF;\n    IF NEW.claim_id IS NOT NULL THEN\n        UPDATE claims_claim SET tip_count = tip_count + 1 WHERE id = NEW.claim_id;\n    END IF;\n    RETURN NULL;\n", hash='00fdcb4f82eae0b59ed8c5d6df95ab0d1bb40976', operation='INSERT OR UPDATE', pgid='pgtrigger_tip_count_counts_the_tips_of_a_claim_8e6bb', table='claims_tip', when='AFTER')),
        ),
        AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='reader_count_counts_the_duplicates_of_a_tip', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND OLD.duplicate_of_id IS NOT DISTINCT FROM NEW.duplicate_of_id THEN\n        RETURN NULL;\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.duplicate_of_id IS NOT NULL THEN\n        UPDATE claims_tip SET reader_count = reader_count - 1 WHERE id = OLD.duplicate_of_id;\n    END IF;\n    IF NEW.duplicate_of_id IS NOT NULL THEN\n        UPDATE claims_tip SET reader_count = reader_count + 1 WHERE id = NEW.duplicate_of_id;\n    END IF;\n    RETURN NULL;\n", hash='2bc2170b1ce683e58a7a0adca25cd8e452ae1c58', operation='INSERT OR UPDATE', pgid='pgtrigger_reader_count_counts_the_duplicates_of_a_tip_ee7ea', table='claims_tip', when='AFTER')),
        ),
        AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='58f3950511ad929be604632913cb3b7e4df24a30', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_51cad', table='claims_evidence', when='BEFORE')),
        ),
        AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='evidence_is_frozen_with_its_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM claims_verdict\n        WHERE id IN (NEW.verdict_id) AND submitted IS NOT NULL AND NOT EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = claim_id AND claims_removal.created = now()) FOR SHARE\n    ) THEN\n        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';\n    END IF;\n    RETURN NEW;\n", hash='d90d10788401bd0c21b86b4e654c20f90f0ed7ad', operation='INSERT OR UPDATE', pgid='pgtrigger_evidence_is_frozen_with_its_verdict_ca0e5', table='claims_evidence', when='BEFORE')),
        ),
        AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='evidence_does_not_leave_a_frozen_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM claims_verdict\n        WHERE id IN (OLD.verdict_id) AND submitted IS NOT NULL AND NOT EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = claim_id AND claims_removal.created = now()) FOR SHARE\n    ) THEN\n        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='47868b09347dd6fc3a040e873a157f8c73fcb678', operation='UPDATE OR DELETE', pgid='pgtrigger_evidence_does_not_leave_a_frozen_verdict_f1894', table='claims_evidence', when='BEFORE')),
        ),
        AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_matches_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (SELECT 'verdict:' || claim.id FROM rows_after AS match JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='fe71462e884252b6dd2c083291c8ae3e44c5bce2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_matches_added_6ec63', referencing='REFERENCING NEW TABLE AS rows_after ', table='claims_match', when='AFTER')),
        ),
        AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_matches_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (SELECT 'verdict:' || claim.id FROM (SELECT * FROM rows_before UNION ALL SELECT * FROM rows_after) AS match JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='2aa82539da905ac8a9e8f19076c085d61a9efe83', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_pages_follow_matches_changed_32761', referencing='REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_after ', table='claims_match', when='AFTER')),
        ),
        AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_matches_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (SELECT 'verdict:' || claim.id FROM rows_before AS match JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='bad9d1ad9e49b79a14d85e2b389600e095a23cc5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_pages_follow_matches_deleted_4640b', referencing='REFERENCING OLD TABLE AS rows_before ', table='claims_match', when='AFTER')),
        ),
        AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='c1386e0b43ae61280331951af1628a66295b629c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_44f7d', table='claims_submission', when='BEFORE')),
        ),
        AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='what_was_submitted_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."claimed_url" IS DISTINCT FROM (NEW."claimed_url") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."media_url" IS DISTINCT FROM (NEW."media_url") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."reach" IS DISTINCT FROM (NEW."reach") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.article_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='030a08b662927ecd3f0c20099311f60953a62af6', operation='UPDATE', pgid='pgtrigger_what_was_submitted_is_frozen_9d41c', table='claims_submission', when='BEFORE')),
        ),
        AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='a_stored_submission_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'stored\')', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.article_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='d32014873952c50a40636638a49d36cd7820243d', operation='UPDATE', pgid='pgtrigger_a_stored_submission_is_final_c5c73', table='claims_submission', when='BEFORE')),
        ),
        AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='submissions_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b299014c259254f9e4f41c5be40be982e7ea1b27', operation='DELETE', pgid='pgtrigger_submissions_stay_36ac7', table='claims_submission', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quotecheck',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='5b8c6c99caf01b2e1bfd4546c53e0575f878fdfb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_ceb47', table='claims_quotecheck', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quotecheck',
            trigger=pgtrigger.compiler.Trigger(name='a_quote_check_is_frozen_with_its_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM claims_verdict\n        WHERE id IN (SELECT verdict_id FROM claims_evidence WHERE id = OLD.evidence_id) AND submitted IS NOT NULL AND NOT EXISTS (SELECT FROM claims_removal WHERE kind IN ('claim', 'passage') AND subject = claim_id AND claims_removal.created = now()) FOR SHARE\n    ) THEN\n        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='7d323cf89c8d9180c11a094ea7cb11295fa3bb7d', operation='UPDATE OR DELETE', pgid='pgtrigger_a_quote_check_is_frozen_with_its_verdict_73338', table='claims_quotecheck', when='BEFORE')),
        ),
        AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='a_reports_email_is_only_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.email <> OLD.email AND NEW.email <> '' THEN\n        RAISE EXCEPTION 'the e-mail address of a report can be erased, not changed';\n    END IF;\n    RETURN NEW;\n", hash='bbfdba287d4fba443251365a20d6987e8fb8f2bb', operation='UPDATE', pgid='pgtrigger_a_reports_email_is_only_erased_a0593', table='claims_report', when='BEFORE')),
        ),
        AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='a_report_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE report_id = NEW.id AND closed IS NULL AND NOT (NEW.closed IS NULL);\n            INSERT INTO claims_case (kind, rank, report_id) SELECT 'report', 0, NEW.id WHERE NEW.closed IS NULL\n            ON CONFLICT (report_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='52f8faeb3ee20fa406640f80c2a666f4ba1d904e', operation='INSERT OR UPDATE OF "closed"', pgid='pgtrigger_a_report_opens_a_case_0dfba', table='claims_report', when='AFTER')),
        ),
        AddTrigger(
            model_name='watchitem',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='0463e0ecfdb0ccf7d6354327eeddb45d73533163', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_b3b81', table='claims_watchitem', when='BEFORE')),
        ),
        AddTrigger(
            model_name='watchitem',
            trigger=pgtrigger.compiler.Trigger(name='items_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='bd7eeb57edaeeff1666394b5b7a2377169df0599', operation='DELETE', pgid='pgtrigger_items_stay_f09d0', table='claims_watchitem', when='BEFORE')),
        ),
        AddTrigger(
            model_name='watchitem',
            trigger=pgtrigger.compiler.Trigger(name='an_item_stays_what_was_found', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."watch_id" IS DISTINCT FROM (NEW."watch_id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."found" IS DISTINCT FROM (NEW."found"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='22f676f5ed4e4ad78ce8939cd173be71a20bea12', operation='UPDATE', pgid='pgtrigger_an_item_stays_what_was_found_9ffc0', table='claims_watchitem', when='BEFORE')),
        ),
        AddTrigger(
            model_name='watchitem',
            trigger=pgtrigger.compiler.Trigger(name='an_item_is_submitted_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.submission_id IS NOT NULL AND NEW.submission_id IS DISTINCT FROM OLD.submission_id)', func="RAISE EXCEPTION 'item % has a submission already', OLD.id;", hash='b0537a864d78d395f44883fda4b6685fc5cf83ba', operation='UPDATE', pgid='pgtrigger_an_item_is_submitted_once_59b94', table='claims_watchitem', when='BEFORE')),
        ),
        AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='c458fbdbdd19a2720d5a7a1ba8cf6e8c3466d91c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_aa49d', table='claims_series', when='BEFORE')),
        ),
        AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_series', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher"))', func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.id FROM claims_figurematch AS match\n    JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL\n    WHERE match.series_id = NEW.id\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='b15c6c63ff64950f8c27b9b7bfd574f0ff623408', operation='UPDATE', pgid='pgtrigger_pages_follow_series_45748', table='claims_series', when='AFTER')),
        ),
        AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='series_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='06c9feb9f38494fc34fa5e2b393fb8cb25e844ef', operation='DELETE', pgid='pgtrigger_series_stay_62237', table='claims_series', when='BEFORE')),
        ),
        AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='values_keep_their_meaning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."multiplier" IS DISTINCT FROM (NEW."multiplier") OR OLD."frequency" IS DISTINCT FROM (NEW."frequency"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e4cfcc929f0f441540a1b235eb76a6912e0d34e4', operation='UPDATE', pgid='pgtrigger_values_keep_their_meaning_fda2b', table='claims_series', when='BEFORE')),
        ),
        AddTrigger(
            model_name='figurematch',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_matches_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (SELECT 'verdict:' || claim.id FROM rows_after AS match JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='03af38a60c65c942bed7a6d7674fe7262dc052d8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_matches_added_2c319', referencing='REFERENCING NEW TABLE AS rows_after ', table='claims_figurematch', when='AFTER')),
        ),
        AddTrigger(
            model_name='figurematch',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_matches_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (SELECT 'verdict:' || claim.id FROM (SELECT * FROM rows_before UNION ALL SELECT * FROM rows_after) AS match JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='32f094ac143b31a309d328f92d5f5342ddadfab1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_pages_follow_matches_changed_78ea6', referencing='REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_after ', table='claims_figurematch', when='AFTER')),
        ),
        AddTrigger(
            model_name='figurematch',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_matches_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (SELECT 'verdict:' || claim.id FROM rows_before AS match JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='62b284d5ce5feb9926b86c70f6de4fd36c9e2937', level='STATEMENT', operation='DELETE', pgid='pgtrigger_pages_follow_matches_deleted_4079b', referencing='REFERENCING OLD TABLE AS rows_before ', table='claims_figurematch', when='AFTER')),
        ),
        AddTrigger(
            model_name='seriesimport',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='69f73da4e2ba2c6cde6f3387421bcb1fb591ca93', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_ea39c', table='claims_seriesimport', when='BEFORE')),
        ),
        AddTrigger(
            model_name='seriesimport',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_series', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.id FROM claims_figurematch AS match\n    JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL\n    WHERE match.series_id = NEW.series_id\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='e73c99dd22fb3e8d3b0ec351c6ce19559a1d13b7', operation='UPDATE', pgid='pgtrigger_pages_follow_series_fd80a', table='claims_seriesimport', when='AFTER')),
        ),
        AddTrigger(
            model_name='seriesimport',
            trigger=pgtrigger.compiler.Trigger(name='imports_of_figures_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1772c95ca51099a9a99c2b8661d53039e113028f', operation='DELETE', pgid='pgtrigger_imports_of_figures_stay_86fed', table='claims_seriesimport', when='BEFORE')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='916edb4b595745e8bf205744f9d9e99dbdd1dbf3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_11dba', table='claims_observation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_values_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.id FROM claims_figurematch AS match\n    JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL\n    WHERE match.series_id IN (SELECT series_id FROM rows_after AS value)\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='2925abd989853c03be7068b0deadbbe74c144e11', level='STATEMENT', operation='INSERT', pgid='pgtrigger_pages_follow_values_added_dabd4', referencing='REFERENCING NEW TABLE AS rows_after ', table='claims_observation', when='AFTER')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_values_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.id FROM claims_figurematch AS match\n    JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL\n    WHERE match.series_id IN (SELECT series_id FROM (SELECT * FROM rows_before UNION ALL SELECT * FROM rows_after) AS value)\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='15d209c0c2ef88910171d365de5ab8bea26a7f67', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_pages_follow_values_changed_98136', referencing='REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_after ', table='claims_observation', when='AFTER')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='pages_follow_values_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_pageversion (subject, version)\n    SELECT subject, gen_random_uuid() FROM (\n    SELECT 'verdict:' || claim.id FROM claims_figurematch AS match\n    JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL\n    WHERE match.series_id IN (SELECT series_id FROM rows_before AS value)\n) AS changed (subject)\n    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject\n    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;\n    RETURN NULL;\n", hash='bd98a031ae2da13439924a58f73654a1ef81ec12', level='STATEMENT', operation='DELETE', pgid='pgtrigger_pages_follow_values_deleted_baf61', referencing='REFERENCING OLD TABLE AS rows_before ', table='claims_observation', when='AFTER')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='observations_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0ab17a788d58afbde61dbca51ba1c8a4004180bd', operation='DELETE', pgid='pgtrigger_observations_stay_b481e', table='claims_observation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='a_vintage_is_never_overwritten', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."series_id" IS DISTINCT FROM (NEW."series_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."run_id" IS DISTINCT FROM (NEW."run_id") OR OLD."line" IS DISTINCT FROM (NEW."line"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='93d75bd3a2fb7a6a1568a56fd155c725cd518cdd', operation='UPDATE', pgid='pgtrigger_a_vintage_is_never_overwritten_11b3c', table='claims_observation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='what_is_withdrawn_stays_withdrawn', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."withdrawn")', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='25a7ddd960315672185d0b0287035433dec0843f', operation='UPDATE', pgid='pgtrigger_what_is_withdrawn_stays_withdrawn_e726a', table='claims_observation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='learnedweights',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='e0f737d45b4d8cd4bcca287890ada3f2bf8e6512', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_d9a19', table='claims_learnedweights', when='BEFORE')),
        ),
        AddTrigger(
            model_name='learnedweights',
            trigger=pgtrigger.compiler.Trigger(name='learned_weights_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0d3e4dd795708eb3e9f7162e23f61918618f1b85', operation='UPDATE OR DELETE', pgid='pgtrigger_learned_weights_stay_95bce', table='claims_learnedweights', when='BEFORE')),
        ),
        AddTrigger(
            model_name='learnedweights',
            trigger=pgtrigger.compiler.Trigger(name='learned_weights_are_small', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF jsonb_typeof(NEW.weights) <> 'object'\n       OR (SELECT count(*) FROM jsonb_object_keys(NEW.weights)) > 1000\n       OR EXISTS (\n           SELECT FROM jsonb_each(NEW.weights) AS weight\n           WHERE (\n               jsonb_typeof(weight.value) = 'number' AND abs((weight.value)::float8) <= 2.0\n           ) IS NOT TRUE\n       ) THEN\n        RAISE EXCEPTION 'learned weights are a bounded number of small numbers';\n    END IF;\n    RETURN NEW;\n", hash='80dcaa07cfe76b1956c01e2f70c1ce67afdf9158', operation='INSERT', pgid='pgtrigger_learned_weights_are_small_491f4', table='claims_learnedweights', when='BEFORE')),
        ),
        AddTrigger(
            model_name='weightsinuse',
            trigger=pgtrigger.compiler.Trigger(name='the_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;", hash='52ae8c44795a597a5718e83e890ae069ef1cba59', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_table_is_never_emptied_89153', table='claims_weightsinuse', when='BEFORE')),
        ),
        AddTrigger(
            model_name='weightsinuse',
            trigger=pgtrigger.compiler.Trigger(name='the_choice_of_weights_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='325387349970e8ff28498ecddf0712689072bb19', operation='DELETE', pgid='pgtrigger_the_choice_of_weights_stays_60e71', table='claims_weightsinuse', when='BEFORE')),
        ),
        AddTrigger(
            model_name='weightsinuse',
            trigger=pgtrigger.compiler.Trigger(name='only_better_weights_are_used', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.weights_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM claims_learnedweights WHERE id = NEW.weights_id AND outcome = 'better'\n    ) THEN\n        RAISE EXCEPTION 'weights that were not better are not used';\n    END IF;\n    RETURN NEW;\n", hash='f8d62fc09d4904a29e3d03d65187e00f46d7dd00', operation='INSERT OR UPDATE OF "weights_id"', pgid='pgtrigger_only_better_weights_are_used_d93cc', table='claims_weightsinuse', when='BEFORE')),
        ),
        migrations.RunSQL(UNLOGGED_PRESENCE, migrations.RunSQL.noop),
        migrations.RunSQL(CREATE_TEXT_VECTORS_SQL, "DROP FUNCTION create_text_vectors()"),
        migrations.RunSQL("SELECT create_text_vectors()", migrations.RunSQL.noop),
        migrations.RunPython(create_topics, migrations.RunPython.noop),
    ]
