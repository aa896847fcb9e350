import datetime
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['id'],
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
            ],
            options={
                'verbose_name_plural': 'log entries',
                'ordering': ['sequence'],
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
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('key', models.CharField(editable=False, max_length=300, unique=True)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('outlet', 'outlet'), ('document', 'document'), ('channel', 'channel'), ('unnamed', 'unnamed')], default='unnamed', max_length=12)),
            ],
            options={
                'ordering': ['name'],
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
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='TipNotification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_attempt', models.DateTimeField(blank=True, null=True)),
                ('sent', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-id'],
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
            ],
            options={
                'ordering': ['-created'],
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
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('rating', models.CharField(blank=True, max_length=30)),
                ('summary', models.CharField(blank=True, max_length=500)),
                ('justification', models.TextField(blank=True, max_length=100000)),
                ('correction', models.TextField(blank=True, max_length=10000)),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('saved', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('submitted', models.DateTimeField(blank=True, null=True)),
                ('approved', models.DateTimeField(blank=True, null=True)),
                ('sent_back', models.DateTimeField(blank=True, null=True)),
                ('sent_back_reason', models.TextField(blank=True, max_length=2000)),
                ('sent_back_notes', models.JSONField(blank=True, db_default={}, default=dict)),
            ],
            options={
                'ordering': ['claim_id', '-revision'],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000)),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('verdict.published', 'A verdict is published'), ('verdict.corrected', 'A verdict is corrected'), ('verdict.withdrawn', 'A verdict is withdrawn')], max_length=20), default=list, size=None)),
                ('rating', models.CharField(blank=True, max_length=30)),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('sealed_secret', models.TextField()),
                ('previous_sealed_secret', models.TextField(blank=True)),
                ('previous_secret_until', models.DateTimeField(blank=True, null=True)),
                ('log_position', models.PositiveBigIntegerField(default=0)),
                ('pause', models.CharField(blank=True, choices=[('owner', 'paused by its owner'), ('gone', 'the receiver answered that it is gone (410)'), ('failing', 'the receiver has failed for days')], max_length=8)),
                ('ended', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['-id'],
            },
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
                ('role', models.CharField(choices=[('contributor', 'contributor'), ('editor', 'editor'), ('moderator', 'moderator'), ('admin', 'admin')], default='contributor', max_length=12)),
                ('session_generation', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                ('keys', models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, editable=False)),
                ('language', models.CharField(blank=True, db_default='', default='', editable=False, max_length=12)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('url', models.URLField(blank=True, max_length=2000, null=True, unique=True)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('byline', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('reach', models.PositiveBigIntegerField(db_default=0, default=0)),
                ('notes', models.JSONField(blank=True, default=list)),
                ('status', models.CharField(choices=[('received', 'received'), ('reading', 'being read'), ('read', 'read'), ('failed', 'could not be read')], default='received', max_length=10)),
                ('pipeline', models.CharField(blank=True, max_length=200)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('reading_since', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
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
                ('denied', models.BooleanField(default=False)),
                ('times', models.JSONField(blank=True, default=list)),
                ('places', models.JSONField(blank=True, default=list)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='claims.article')),
            ],
            options={
                'ordering': ['article_id', 'start', 'end'],
            },
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('cue', models.CharField(blank=True, max_length=200)),
                ('cue_start', models.PositiveIntegerField(blank=True, null=True)),
                ('cue_end', models.PositiveIntegerField(blank=True, null=True)),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='claims.appearance')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('status', models.CharField(choices=[('detected', 'detected'), ('queued', 'queued'), ('in_review', 'in review'), ('awaiting_approval', 'awaiting approval'), ('approved', 'approved'), ('published', 'published'), ('dismissed', 'dismissed'), ('withdrawn', 'withdrawn')], default='detected', max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('checkworthiness', models.FloatField(default=0.0)),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('dismissal', models.CharField(blank=True, choices=[('opinion', 'Opinion or prediction, not a checkable fact'), ('trivial', 'Too trivial to matter'), ('duplicate', 'Already in the queue or already checked'), ('misread', 'Not what the text says'), ('unclear', 'Too vague to check'), ('out_of_scope', 'Outside the scope of this desk')], max_length=20)),
                ('matched', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reach', models.PositiveBigIntegerField(db_default=0, default=0)),
                ('tip_count', models.PositiveIntegerField(db_default=0, default=0)),
                ('deadline', models.DateTimeField(blank=True, null=True)),
                ('priority', models.FloatField(db_default=0.0, default=0.0)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('wording', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(django.db.models.functions.text.MD5(django.db.models.functions.text.Trim(models.Func(django.db.models.functions.text.Lower('text'), models.Value('[^[:alnum:]]+'), models.Value(' '), models.Value('g'), function='regexp_replace', output_field=models.TextField()))), models.UUIDField()), output_field=models.UUIDField())),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignee', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='appearance',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='claims.claim'),
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('closed', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'accepted'), ('rejected', 'rejected')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('appellant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='claims.claim')),
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
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('delivered', 'delivered'), ('given_up', 'given up')], default='waiting', max_length=10)),
                ('attempt_count', models.PositiveSmallIntegerField(default=0)),
                ('due', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('delivered', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='claims.logentry')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['-id'],
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
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=40)),
                ('data', models.JSONField(blank=True, default=dict)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='claims.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='claims.claim')),
            ],
            options={
                'ordering': ['-id'],
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
                ('rating', models.CharField(max_length=300)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('withdrawn', models.BooleanField(default=False)),
                ('earlier', models.TextField(blank=True, db_default='', default='')),
                ('dated', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Greatest('claimed', 'reviewed'), datetime.date(1, 1, 1), output_field=models.DateField()), output_field=models.DateField())),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.Func('claim_text', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.Func('title', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector(models.Func(models.Func('claimant', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='C'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector(models.Func(models.Func('earlier', models.Value('“”„‘’–—…'), models.Value('"""\'\'-- '), function='translate'), models.Value('(?<=[0-9]),(?=[0-9]{3})'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='english', weight='D'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('claim', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fact_check', to='claims.claim')),
            ],
            options={
                'ordering': ['-id'],
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
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(max_length=2000)),
                ('data', models.BinaryField(null=True)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'imported'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('total_bytes', models.PositiveBigIntegerField(default=0)),
                ('bytes_read', models.PositiveBigIntegerField(default=0)),
                ('report', models.JSONField(blank=True, default=dict)),
                ('error', models.TextField(blank=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('started', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
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
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'the same claim'), ('rejected', 'another claim')], default='suggested', max_length=10)),
                ('score', models.FloatField()),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.claim')),
                ('fact_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.factcheck')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'matches',
                'ordering': ['-score', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen', models.DateTimeField(blank=True, null=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='claims.comment')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
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
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('published', 'published'), ('corrected', 'corrected'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('note', models.TextField(blank=True)),
                ('claim_text', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('rating', models.CharField(max_length=30)),
                ('summary', models.CharField(max_length=500)),
                ('document', models.TextField()),
                ('document_sha256', models.CharField(max_length=64)),
                ('page', models.JSONField()),
                ('published', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.claim')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='logentry',
            name='publication',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='log_entry', to='claims.publication'),
        ),
        migrations.AddField(
            model_name='claim',
            name='publication',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='current_of', to='claims.publication'),
        ),
        migrations.CreateModel(
            name='Quantity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('low', models.FloatField(blank=True, null=True)),
                ('high', models.FloatField(blank=True, null=True)),
                ('unit', models.CharField(blank=True, max_length=200)),
                ('modifier', models.CharField(blank=True, max_length=60)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quantities', to='claims.appearance')),
            ],
            options={
                'verbose_name_plural': 'quantities',
                'ordering': ['start', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(max_length=64)),
                ('pipeline', models.CharField(max_length=200)),
                ('facts', models.JSONField()),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='claims.article')),
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
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'accepted'), ('rejected', 'rejected')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='claims.publication')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
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
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('verdict', 'Verdicts'), ('publish', 'To publish'), ('report', 'Reports'), ('reading', 'Failed readings'), ('appeal', 'Appeals')], max_length=10)),
                ('rank', models.PositiveSmallIntegerField()),
                ('queue_position', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('rank'), '*', models.Value(4611686018427387904, models.BigIntegerField())), '+', models.F('id')), output_field=models.BigIntegerField())),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed', models.DateTimeField(blank=True, null=True)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('appeal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.appeal')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.report')),
            ],
            options={
                'ordering': ['queue_position'],
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
            },
        ),
        migrations.CreateModel(
            name='SignedHead',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('jws', models.TextField()),
                ('signed', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='claims.logentry')),
            ],
            options={
                'ordering': ['-day'],
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
                ('word_count', models.PositiveIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_attempt', models.DateTimeField(blank=True, null=True)),
                ('fetched', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['url', '-id'], name='snapshots_of_an_address'), models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='snapshots_to_fetch'), models.Index(condition=models.Q(('state', 'stored')), fields=['fetched'], name='snapshots_by_fetch_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('attempts__lte', 3)), name='three_visits_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stored'), _negated=True), models.Q(models.Q(('text', ''), _negated=True), ('fetched__isnull', False), ('text_sha256', models.Func('text', output_field=models.CharField(), template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"))), _connector='OR'), name='a_stored_snapshot_has_its_text_and_hash'), models.CheckConstraint(condition=models.Q(('state', 'stored'), models.Q(('fetched__isnull', True), ('text', ''), ('text_sha256', '')), _connector='OR'), name='only_a_stored_snapshot_has_a_text'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='a_failed_snapshot_has_an_error')],
            },
        ),
        migrations.CreateModel(
            name='QuoteCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('verbatim', 'word for word in the stored page'), ('gaps', 'in the stored page, with words left out'), ('cut', 'in the stored page, but cut inside a word or a number'), ('missing', 'not in the stored page'), ('none', 'no quote')], max_length=10)),
                ('skipped_words', models.PositiveIntegerField(default=0)),
                ('nearest', models.TextField(blank=True)),
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quote_check', to='claims.evidence')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.snapshot')),
            ],
        ),
        migrations.AddField(
            model_name='evidence',
            name='snapshot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='claims.snapshot'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='a_snapshot_is_filled_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'waiting\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e1b9ce9bda88f091c7f629ff3442910e9967010f', operation='UPDATE', pgid='pgtrigger_a_snapshot_is_filled_once_db2b2', table='claims_snapshot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='a_snapshots_url_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."created" IS DISTINCT FROM (NEW."created"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f154f1fe4fcc668778bf55f01e5efddc4b1aa78f', operation='UPDATE', pgid='pgtrigger_a_snapshots_url_is_frozen_9f18b', table='claims_snapshot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='snapshots_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ce7556b0629d56bbef4e5231a61b9a5a9cd92ddb', operation='DELETE', pgid='pgtrigger_snapshots_stay_fb3d3', table='claims_snapshot', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='attribution',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attributions', to='claims.source'),
        ),
        migrations.AddField(
            model_name='tip',
            name='article',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tips', to='claims.article'),
        ),
        migrations.AddField(
            model_name='tip',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tips', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='tip',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tip',
            name='duplicate_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='claims.tip'),
        ),
        migrations.AddField(
            model_name='tip',
            name='suggested_claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='tipnotification',
            name='publication',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tip_notifications', to='claims.publication'),
        ),
        migrations.AddField(
            model_name='tipnotification',
            name='tip',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='claims.tip'),
        ),
        migrations.AddField(
            model_name='token',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='a_topic_has_a_name'),
        ),
        migrations.AddField(
            model_name='claim',
            name='topic',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='claims.topic'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='verdict',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='verdict',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='publication',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.verdict'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='claims.verdict'),
        ),
        migrations.AddField(
            model_name='case',
            name='verdict',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.verdict'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='webhook',
            name='topic',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='claims.topic'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='webhook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='claims.webhook'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_address'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['contributor', 'editor', 'moderator', 'admin'])), name='a_role_that_exists'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Func('keys', output_field=models.BooleanField(), template='(jsonb_typeof(%(expressions)s) = \'object\' AND NOT jsonb_path_exists(%(expressions)s, \'$.* ? (!(@.type() == "string" && @ like_regex "^[^[:space:][:cntrl:]?]( [^[:space:][:cntrl:]?])?$"))\'))'), name='a_key_can_be_typed'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='the_last_admin_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.role = 'admin' AND OLD.is_active AND NOT (NEW.role = 'admin' AND NEW.is_active))", func="\n                    PERFORM pg_advisory_xact_lock(hashtext('the_last_admin_stays'));\n                    IF NOT EXISTS (SELECT FROM claims_user WHERE role = 'admin' AND is_active) THEN\n                        RAISE EXCEPTION 'the last admin cannot be removed';\n                    END IF;\n                    RETURN NULL;\n                ", hash='a963d1f5a1ade16eb4d82eda95ba14cc52b13f04', operation='UPDATE OF "role", "is_active"', pgid='pgtrigger_the_last_admin_stays_452dd', table='claims_user', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('status__in', ['received', 'reading'])), fields=['id'], name='articles_to_read'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('status', 'failed')), fields=['-id'], name='articles_failed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['submitted_by', '-id'], name='articles_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('title'), name='gin_trgm_ops'), name='articles_title_trgm'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('attempts__lte', 3)), name='three_attempts_at_most'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_article_has_a_text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='an_articles_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."text_sha256" IS DISTINCT FROM (NEW."text_sha256"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b0feee48c95cbc22f057b276fb7e5dc31d3e6752', operation='UPDATE', pgid='pgtrigger_an_articles_text_is_frozen_b4d67', table='claims_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='a_failed_reading_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE article_id = NEW.id AND closed IS NULL AND NOT (NEW.status = 'failed');\n            INSERT INTO claims_case (kind, rank, article_id) SELECT 'reading', 1, NEW.id WHERE NEW.status = 'failed'\n            ON CONFLICT (article_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='b6dcc616adf432be7495de5bd557c2dcb6d5f4fc', operation='UPDATE OF "status"', pgid='pgtrigger_a_failed_reading_opens_a_case_0ec44', table='claims_article', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('article', 'start', 'end'), name='one_claim_per_anchor'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='an_anchor_has_length'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.CheckConstraint(condition=models.Q(('sentence_end__gte', models.F('start')), ('sentence_start__lte', models.F('start'))), name='an_anchor_starts_in_its_sentence'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(fields=['appellant', '-id'], name='appeals_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('closed__isnull', False)), fields=['closed'], name='appeals_answered'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_appeal_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed__isnull', True), ('closed_by__isnull', True), ('outcome', '')), models.Q(('closed__isnull', False), ('closed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_closed_appeal_has_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), models.Q(('closed_by', models.F('appellant')), _negated=True), _connector='OR'), name='nobody_decides_their_own_appeal'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('claim', 'appellant'), name='one_open_appeal_per_claim_and_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='an_appeal_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE appeal_id = NEW.id AND closed IS NULL AND NOT (NEW.closed IS NULL);\n            INSERT INTO claims_case (kind, rank, appeal_id) SELECT 'appeal', 1, NEW.id WHERE NEW.closed IS NULL\n            ON CONFLICT (appeal_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='6bf4f540b56c6362e3ee8763f1129484daa403fe', operation='INSERT OR UPDATE OF "closed"', pgid='pgtrigger_an_appeal_opens_a_case_21294', table='claims_appeal', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['claim', 'id'], name='comments_of_a_claim'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('changed__isnull', False)), fields=['claim', 'changed'], name='comments_changed'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_comment_has_a_text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='a_comments_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='37293492e90fe2183c04f259698afd74ae188c65', operation='UPDATE', pgid='pgtrigger_a_comments_text_is_frozen_4debf', table='claims_comment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='comments_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0f96f0d376094be25acb29ed54c05df581ed8f48', operation='DELETE', pgid='pgtrigger_comments_stay_7a9bf', table='claims_comment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='224b8b643e9587b430e543078496b5e094b8367c', operation='UPDATE OR DELETE', pgid='pgtrigger_attempts_stay_4021b', table='claims_attempt', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['claim', '-id'], name='events_of_a_claim'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['article', '-id'], name='events_of_an_article'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['at'], name='events_by_time', pages_per_range=32),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(django.db.models.fields.json.KeyTransform('user', 'data'), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('verb__in', ('user.invited', 'user.invited_again', 'user.changed'))), name='events_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(django.db.models.fields.json.KeyTransform('batch', 'data'), condition=models.Q(('data__has_key', 'batch')), name='events_of_a_batch'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='events_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e56d3be25e96a1666d57950ad973fc17454f434a', operation='UPDATE OR DELETE', pgid='pgtrigger_events_stay_30426', table='claims_event', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='factcheck',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['search'], name='fact_checks_search'),
        ),
        migrations.AddIndex(
            model_name='factcheck',
            index=models.Index(fields=['site', '-dated', '-id'], name='fact_checks_of_a_site'),
        ),
        migrations.AddIndex(
            model_name='factcheck',
            index=models.Index(fields=['-dated', '-id'], name='fact_checks_by_date'),
        ),
        migrations.AddIndex(
            model_name='factcheck',
            index=models.Index(condition=models.Q(('claim__isnull', False)), fields=['-dated', '-id'], name='reviews_of_ours'),
        ),
        migrations.AddConstraint(
            model_name='factcheck',
            constraint=models.UniqueConstraint(fields=('key',), name='one_fact_check_per_page_and_claim'),
        ),
        migrations.AddConstraint(
            model_name='factcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim_text', ''), _negated=True), models.Q(('rating', ''), _negated=True), models.Q(('url', ''), _negated=True)), name='a_fact_check_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='factcheck',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn', False), ('claim__isnull', False), _connector='OR'), name='only_own_fact_checks_are_withdrawn'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='terms_of_new_fact_checks', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_searchterm (lexeme, fact_check_count)\n    SELECT lexeme, sum(fact_check_count) FROM (\n    SELECT '' AS lexeme, +count(*)::int AS fact_check_count FROM new_fact_checks\n    UNION ALL\n    SELECT word.lexeme, +count(*)::int FROM new_fact_checks, unnest(new_fact_checks.search) AS word GROUP BY word.lexeme\n) AS change\n    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme\n    ON CONFLICT (lexeme) DO UPDATE\n    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;\n    RETURN NULL;\n", hash='00c8c8df217c4a7d42f553fb1cdcc2ec22a23a76', level='STATEMENT', operation='INSERT', pgid='pgtrigger_terms_of_new_fact_checks_3bb5e', referencing='REFERENCING NEW TABLE AS new_fact_checks ', table='claims_factcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='terms_of_old_fact_checks', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_searchterm (lexeme, fact_check_count)\n    SELECT lexeme, sum(fact_check_count) FROM (\n    SELECT '' AS lexeme, -count(*)::int AS fact_check_count FROM old_fact_checks\n    UNION ALL\n    SELECT word.lexeme, -count(*)::int FROM old_fact_checks, unnest(old_fact_checks.search) AS word GROUP BY word.lexeme\n) AS change\n    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme\n    ON CONFLICT (lexeme) DO UPDATE\n    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;\n    RETURN NULL;\n", hash='339622eec5bb93c85bd48e57e72a9bb129257859', level='STATEMENT', operation='DELETE', pgid='pgtrigger_terms_of_old_fact_checks_34233', referencing='REFERENCING OLD TABLE AS old_fact_checks ', table='claims_factcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factcheck',
            trigger=pgtrigger.compiler.Trigger(name='terms_of_changed_fact_checks', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO claims_searchterm (lexeme, fact_check_count)\n    SELECT lexeme, sum(fact_check_count) FROM (\n    SELECT '' AS lexeme, +count(*)::int AS fact_check_count FROM new_fact_checks\n    UNION ALL\n    SELECT word.lexeme, +count(*)::int FROM new_fact_checks, unnest(new_fact_checks.search) AS word GROUP BY word.lexeme\n UNION ALL \n    SELECT '' AS lexeme, -count(*)::int AS fact_check_count FROM old_fact_checks\n    UNION ALL\n    SELECT word.lexeme, -count(*)::int FROM old_fact_checks, unnest(old_fact_checks.search) AS word GROUP BY word.lexeme\n) AS change\n    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme\n    ON CONFLICT (lexeme) DO UPDATE\n    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;\n    RETURN NULL;\n", hash='1188b178b70855d039499d2d9c59ee6fe100e3bd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_terms_of_changed_fact_checks_56b52', referencing='REFERENCING OLD TABLE AS old_fact_checks  NEW TABLE AS new_fact_checks ', table='claims_factcheck', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='idempotentresponse',
            index=models.Index(fields=['created'], name='responses_by_age'),
        ),
        migrations.AddConstraint(
            model_name='idempotentresponse',
            constraint=models.UniqueConstraint(fields=('user', 'key'), name='one_response_per_person_and_key'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['id'], name='imports_to_run'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running']), ('data__isnull', True), _connector='OR'), name='a_finished_import_has_no_data'),
        ),
        migrations.AddIndex(
            model_name='lease',
            index=models.Index(condition=models.Q(('ended__isnull', True)), fields=['expires'], name='open_leases'),
        ),
        migrations.AddIndex(
            model_name='lease',
            index=models.Index(condition=models.Q(('ended__isnull', True)), fields=['editor', '-id'], name='open_leases_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='lease',
            constraint=models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('claim',), name='one_open_lease_per_claim'),
        ),
        migrations.AddConstraint(
            model_name='lease',
            constraint=models.CheckConstraint(condition=models.Q(('ended__isnull', True), models.Q(('ending', ''), _negated=True), _connector='XOR'), name='an_ended_lease_has_an_ending'),
        ),
        migrations.AddConstraint(
            model_name='lease',
            constraint=models.CheckConstraint(condition=models.Q(('expires__gt', models.F('taken'))), name='a_lease_has_length'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('claim', 'fact_check'), name='one_match_per_claim_and_fact_check'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('state', 'suggested')), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False), ('state__in', ['confirmed', 'rejected'])), _connector='OR'), name='a_judged_match_has_a_judge'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 0)), name='a_score_is_not_negative'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['user', '-id'], name='mentions_of_somebody'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('seen__isnull', True)), fields=['user'], name='mentions_unseen'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('comment', 'user'), name='nobody_is_mentioned_twice_in_a_comment'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('claim', 'user'), name='one_presence_per_person_and_claim'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('article', 'user'), name='one_presence_per_person_and_article'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(('claim__isnull', True), ('article__isnull', True), _connector='XOR'), name='a_presence_has_one_page'),
        ),
        migrations.AddConstraint(
            model_name='priorityweights',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1), models.Q(('checkworthiness', 0), models.Q(('checkworthiness__gte', 1e-06), ('checkworthiness__lte', 1000.0)), _connector='OR'), models.Q(('reach', 0), models.Q(('reach__gte', 1e-06), ('reach__lte', 1000.0)), _connector='OR'), models.Q(('tip_count', 0), models.Q(('tip_count__gte', 1e-06), ('tip_count__lte', 1000.0)), _connector='OR'), models.Q(('age', 0), models.Q(('age__gte', 1e-06), ('age__lte', 1000.0)), _connector='OR'), models.Q(('deadline', 0), models.Q(('deadline__gte', 1e-06), ('deadline__lte', 1000.0)), _connector='OR')), name='one_row_of_weights'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='log_entries_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='264720b5bc321c1f3f7a05c5aa18b3926552ac95', operation='UPDATE OR DELETE', pgid='pgtrigger_log_entries_stay_3f121', table='claims_logentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='a_log_entry_follows_the_head', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE head claims_logentry%ROWTYPE;', func="\n                    SELECT * INTO head FROM claims_logentry ORDER BY sequence DESC LIMIT 1;\n                    IF NEW.sequence <> COALESCE(head.sequence, 0) + 1\n                       OR NEW.previous_sha256 <> COALESCE(head.entry_sha256, repeat('0', 64)) THEN\n                        RAISE EXCEPTION 'log entry % does not follow the head, entry %',\n                            NEW.sequence, COALESCE(head.sequence, 0);\n                    END IF;\n                    IF NEW.entry_sha256 <> encode(sha256(convert_to(concat_ws(\n                        E'\\n', NEW.sequence, NEW.previous_sha256, NEW.content_sha256, ''\n                    ), 'UTF8')), 'hex') THEN\n                        RAISE EXCEPTION 'log entry % does not have its hash', NEW.sequence;\n                    END IF;\n                    RETURN NEW;\n                ", hash='2f3ea9c91cc2cfff04962a522c9c972afa086cc6', operation='INSERT', pgid='pgtrigger_a_log_entry_follows_the_head_733ac', table='claims_logentry', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='quantity',
            index=models.Index(fields=['low', '-appearance'], name='quantities_from'),
        ),
        migrations.AddIndex(
            model_name='quantity',
            index=models.Index(fields=['high', '-appearance'], name='quantities_up_to'),
        ),
        migrations.AddConstraint(
            model_name='quantity',
            constraint=models.CheckConstraint(condition=models.Q(('low__isnull', False), ('high__isnull', False), _connector='OR'), name='a_quantity_has_a_bound'),
        ),
        migrations.AddConstraint(
            model_name='quantity',
            constraint=models.CheckConstraint(condition=models.Q(('low__isnull', True), ('high__isnull', True), ('low__lte', models.F('high')), _connector='OR'), name='low_is_not_above_high'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('article', 'text_sha256', 'pipeline'), name='one_reading_per_text_and_pipeline'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='readings_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b1ac14a9678ed09650d80964fc11952942f6b90', operation='UPDATE OR DELETE', pgid='pgtrigger_readings_stay_362fa', table='claims_reading', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('closed__isnull', True)), fields=['id'], name='reports_open'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('reporter__isnull', False)), fields=['reporter', '-id'], name='reports_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_report_has_a_text'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed__isnull', True), ('closed_by__isnull', True), ('outcome', '')), models.Q(('closed__isnull', False), ('closed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_closed_report_has_an_outcome'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='a_report_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE report_id = NEW.id AND closed IS NULL AND NOT (NEW.closed IS NULL);\n            INSERT INTO claims_case (kind, rank, report_id) SELECT 'report', 0, NEW.id WHERE NEW.closed IS NULL\n            ON CONFLICT (report_id) WHERE closed IS NULL DO NOTHING;\n            RETURN NULL;\n        ", hash='52f8faeb3ee20fa406640f80c2a666f4ba1d904e', operation='INSERT OR UPDATE OF "closed"', pgid='pgtrigger_a_report_opens_a_case_0dfba', table='claims_report', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('sent__isnull', True)), fields=['last_attempt'], name='notifications_to_send'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(fields=('report', 'publication'), name='one_notification_per_report_and_publication'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(condition=models.Q(('publication__isnull', True)), fields=('report',), name='one_notification_per_closed_report'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(fields=('appeal',), name='one_notification_per_appeal'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appeal__isnull', True), ('report__isnull', False)), models.Q(('appeal__isnull', False), ('publication__isnull', True), ('report__isnull', True)), _connector='OR'), name='a_notification_has_one_subject'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('owner', 'name'), name='one_saved_search_per_name'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('owner', 'position'), name='one_saved_search_per_position'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 20), models.Q(('name', ''), _negated=True)), name='twenty_saved_searches_at_most'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signedhead',
            trigger=pgtrigger.compiler.Trigger(name='signed_heads_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a11911d0b9e4df0e4337887ecb579f35abbc556f', operation='UPDATE OR DELETE', pgid='pgtrigger_signed_heads_stay_3f8ed', table='claims_signedhead', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='attribution',
            index=models.Index(fields=['source', '-appearance'], name='attributions_of_a_source'),
        ),
        migrations.AddConstraint(
            model_name='attribution',
            constraint=models.UniqueConstraint(fields=('appearance', 'position'), name='one_source_per_position'),
        ),
        migrations.AddIndex(
            model_name='tip',
            index=models.Index(condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), fields=['id'], name='tips_open'),
        ),
        migrations.AddIndex(
            model_name='tip',
            index=models.Index(condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), fields=['-reader_count', 'id'], name='tips_open_by_times'),
        ),
        migrations.AddIndex(
            model_name='tip',
            index=models.Index(models.OrderBy(models.F('compared'), nulls_first=True), models.F('id'), condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), name='tips_to_compare'),
        ),
        migrations.AddIndex(
            model_name='tip',
            index=models.Index(fields=['state', '-id'], name='tips_by_state'),
        ),
        migrations.AddIndex(
            model_name='tip',
            index=models.Index(condition=models.Q(('email', ''), _negated=True), fields=['id'], name='tips_with_an_address'),
        ),
        migrations.AddIndex(
            model_name='tip',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('duplicate_of__isnull', True), ('state', 'open')), fields=['text'], name='tips_open_trgm', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_tip_has_a_text'),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 2000), name='a_tip_is_short'),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('decided__isnull', True), ('reason', ''), ('state', 'open')), models.Q(('claim__isnull', False), ('decided__isnull', False), ('reason', ''), ('state', 'linked')), models.Q(('claim__isnull', True), ('decided__isnull', False), ('state', 'declined'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_tip_is_open_linked_or_declined'),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided__isnull', True), ('decided_by__isnull', True)), models.Q(('decided__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='a_decided_tip_has_a_decider'),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('suggested_claim__isnull', True), ('suggestion_score__isnull', True)), models.Q(('suggested_claim__isnull', False), ('suggestion_score__isnull', False)), _connector='OR'), name='a_suggestion_has_its_score'),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=models.CheckConstraint(condition=models.Q(('duplicate_of__isnull', True), models.Q(('duplicate_of__lt', models.F('id')), ('reader_count', 1)), _connector='OR'), name='a_tip_duplicates_an_older_one_or_has_duplicates'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='a_tips_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."created" IS DISTINCT FROM (NEW."created"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='62b83abaa0e094241744fb9cd2d8452364b2bf0d', operation='UPDATE', pgid='pgtrigger_a_tips_text_is_frozen_e9772', table='claims_tip', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='tips_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='194f5886e75b8fa301bc0b0719cd164070873a2a', operation='DELETE', pgid='pgtrigger_tips_stay_29e66', table='claims_tip', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='a_tips_email_is_only_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.email <> OLD.email AND NEW.email <> '' THEN\n        RAISE EXCEPTION 'the e-mail address of a tip can be erased, not changed';\n    END IF;\n    RETURN NEW;\n", hash='441fbc831190123cf9d1c90283627268c11d00d1', operation='UPDATE', pgid='pgtrigger_a_tips_email_is_only_erased_39e3a', table='claims_tip', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='tip_count_counts_the_tips_of_a_claim', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT DISTINCT FROM NEW.claim_id THEN\n        RETURN NULL;\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT NULL THEN\n        UPDATE claims_claim SET tip_count = tip_count - 1 WHERE id = OLD.claim_id;\n    END IF;\n    IF NEW.claim_id IS NOT NULL THEN\n        UPDATE claims_claim SET tip_count = tip_count + 1 WHERE id = NEW.claim_id;\n    END IF;\n    RETURN NULL;\n", hash='00fdcb4f82eae0b59ed8c5d6df95ab0d1bb40976', operation='INSERT OR UPDATE', pgid='pgtrigger_tip_count_counts_the_tips_of_a_claim_8e6bb', table='claims_tip', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tip',
            trigger=pgtrigger.compiler.Trigger(name='reader_count_counts_the_duplicates_of_a_tip', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND OLD.duplicate_of_id IS NOT DISTINCT FROM NEW.duplicate_of_id THEN\n        RETURN NULL;\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.duplicate_of_id IS NOT NULL THEN\n        UPDATE claims_tip SET reader_count = reader_count - 1 WHERE id = OLD.duplicate_of_id;\n    END IF;\n    IF NEW.duplicate_of_id IS NOT NULL THEN\n        UPDATE claims_tip SET reader_count = reader_count + 1 WHERE id = NEW.duplicate_of_id;\n    END IF;\n    RETURN NULL;\n", hash='2bc2170b1ce683e58a7a0adca25cd8e452ae1c58', operation='INSERT OR UPDATE', pgid='pgtrigger_reader_count_counts_the_duplicates_of_a_tip_ee7ea', table='claims_tip', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='tipnotification',
            index=models.Index(condition=models.Q(('sent__isnull', True)), fields=['last_attempt'], name='tip_notifications_to_send'),
        ),
        migrations.AddConstraint(
            model_name='tipnotification',
            constraint=models.UniqueConstraint(fields=('tip', 'publication'), name='one_notification_per_tip_and_publication', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'submit', 'review', 'moderate', 'manage'])), name='scopes_that_exist'),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('per_minute__isnull', True), ('per_minute__gt', 0), _connector='OR'), name='a_request_limit_is_positive'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('status', 'queued')), fields=['-priority', 'id'], name='claims_queued'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('status', 'queued')), fields=['topic', '-priority', 'id'], name='claims_queued_by_topic'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False), ('status', 'queued')), fields=['assignee', '-priority', 'id'], name='claims_queued_assigned'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', True), ('status', 'queued')), fields=['-priority', 'id'], name='claims_queued_unassigned'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['status', '-id'], name='claims_by_status'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['wording'], name='claims_by_wording'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['status', '-created'], name='claims_by_arrival'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['topic', 'status', '-id'], name='claims_by_topic'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'status', '-id'], name='claims_by_assignee'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('matched__isnull', True), models.Q(('status__in', ['queued', 'in_review']), models.Q(('checkworthiness__gte', 0.25), ('status', 'detected')), _connector='OR')), fields=['id'], name='claims_unmatched'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('text'), name='gin_trgm_ops'), name='claims_text_trgm'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('checkworthiness__gte', 0), ('checkworthiness__lte', 1)), name='checkworthiness_in_range'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'dismissed'), ('dismissal', ''), _connector='XOR'), name='a_dismissal_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['published', 'withdrawn']), _negated=True), ('publication__isnull', False), _connector='OR'), name='a_published_claim_has_a_publication'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['detected', 'dismissed']), _negated=True), ('publication__isnull', True), _connector='OR'), name='a_published_claim_is_not_dismissed'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='only_legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{approved:awaiting_approval,approved:in_review,approved:published,approved:withdrawn,awaiting_approval:approved,awaiting_approval:in_review,awaiting_approval:withdrawn,detected:dismissed,detected:queued,dismissed:detected,in_review:awaiting_approval,in_review:dismissed,in_review:published,in_review:queued,in_review:withdrawn,published:in_review,published:withdrawn,queued:detected,queued:dismissed,queued:in_review,queued:published,queued:withdrawn,withdrawn:in_review}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='853b8a418e9a931cab416dbfa79559f9ff22d19e', operation='UPDATE', pgid='pgtrigger_only_legal_moves_add91', table='claims_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='a_claim_starts_at_the_start', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.status NOT IN ('detected', 'queued') THEN\n                        RAISE EXCEPTION 'a claim starts as one of detected, queued, not as %', NEW.status;\n                    END IF;\n                    RETURN NEW;\n                ", hash='33c2fd3a39980862babfc681c54fe16bd11be096', operation='INSERT', pgid='pgtrigger_a_claim_starts_at_the_start_5a75d', table='claims_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='priority_follows_its_parts', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE w record;', func="\n        SELECT checkworthiness, reach, tip_count, age, deadline INTO w FROM claims_priorityweights;\n        IF NOT FOUND THEN\n            SELECT 100.0::float8 AS checkworthiness, 10.0::float8 AS reach, 15.0::float8 AS tip_count, 1.0::float8 AS age, 40.0::float8 AS deadline INTO w;\n        END IF;\n        NEW.priority := w.checkworthiness * CASE WHEN NEW.checkworthiness >= 1e-06 THEN NEW.checkworthiness ELSE 0 END + w.reach * log(1 + NEW.reach::float8) + w.tip_count * ln(1 + NEW.tip_count::float8) / ln(2::float8) + w.age * (1767225600.0 - date_part('epoch', NEW.created)) / 86400 + w.deadline * (NEW.deadline IS NOT NULL)::int + w.age * COALESCE(GREATEST(date_part('epoch', NEW.created) + 5184000.0 - date_part('epoch', NEW.deadline), 0), 0) / 86400;\n        RETURN NEW;\n    ", hash='e1ec874151669b48e658293ff934d981e8166923', operation='INSERT OR UPDATE OF "checkworthiness", "reach", "tip_count", "created", "deadline", "priority", "status"', pgid='pgtrigger_priority_follows_its_parts_d294f', table='claims_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claims_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2195263beaae6706c757cc8be2e5eda7994966c5', operation='DELETE', pgid='pgtrigger_claims_stay_22782', table='claims_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_verdict_opens_a_case', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.status IS DISTINCT FROM NEW.status AND (OLD.status IN ('awaiting_approval', 'approved') OR NEW.status IN ('awaiting_approval', 'approved')))", declare='DECLARE newest bigint;', func="\n            SELECT id INTO newest FROM claims_verdict\n            WHERE claim_id = NEW.id AND submitted IS NOT NULL ORDER BY revision DESC LIMIT 1;\n            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL\n            WHERE verdict_id = newest AND closed IS NULL;\n            IF newest IS NOT NULL AND NEW.status IN ('awaiting_approval', 'approved') THEN\n                INSERT INTO claims_case (kind, rank, verdict_id)\n                VALUES (CASE NEW.status WHEN 'approved' THEN 'publish' ELSE 'verdict' END,\n                        CASE WHEN NEW.publication_id IS NULL THEN 1 ELSE 0 END, newest);\n            END IF;\n            RETURN NULL;\n        ", hash='1171fa88471d898e205e485301853271577c2360', operation='UPDATE OF "status"', pgid='pgtrigger_a_submitted_verdict_opens_a_case_77eac', table='claims_claim', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('claim', 'revision'), name='one_verdict_per_revision'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(condition=models.Q(('submitted__isnull', True)), fields=('claim',), name='one_draft_per_claim'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', ['', 'true', 'mostly_true', 'half_true', 'misleading', 'mostly_false', 'false', 'unproven'])), name='the_rating_of_a_verdict_is_on_the_scale'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('submitted__isnull', True), models.Q(models.Q(('rating', ''), _negated=True), models.Q(('summary', ''), _negated=True), models.Q(('justification', ''), _negated=True)), _connector='OR'), name='a_submitted_verdict_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(models.Func(models.F('approved_by'), models.F('authors'), arg_joiner=') <> ALL (', output_field=models.BooleanField(), template='((%(expressions)s))'), models.Q(('approved_by', models.F('author')), _negated=True)), name='an_author_never_approves'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('approved__isnull', True), models.Q(('approved_by__isnull', False), ('submitted__isnull', False)), _connector='OR'), name='an_approved_verdict_was_submitted'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_verdict_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."submitted" IS NOT NULL AND (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."rating" IS DISTINCT FROM (NEW."rating") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."justification" IS DISTINCT FROM (NEW."justification") OR OLD."authors" IS DISTINCT FROM (NEW."authors") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."submitted" IS DISTINCT FROM (NEW."submitted") OR OLD."correction" IS DISTINCT FROM (NEW."correction")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='914f2a19324ab9eb131a2dc02600b675f0093b37', operation='UPDATE', pgid='pgtrigger_a_submitted_verdict_is_frozen_47d95', table='claims_verdict', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='a_submitted_verdict_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."submitted" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b40f1f090c7a984ebbdd90b54809ef08b481859e', operation='DELETE', pgid='pgtrigger_a_submitted_verdict_stays_56c3d', table='claims_verdict', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['rating', '-id'], name='publications_by_rating'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['claimant', '-id'], name='publications_by_claimant'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['-published', '-id'], name='publications_by_time'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(fields=('claim', 'revision'), name='one_publication_per_revision'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'published'), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_public_change_has_a_note'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='publications_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5668daad6dd1a87cc1564ac257cb2f3af7cccd07', operation='UPDATE OR DELETE', pgid='pgtrigger_publications_stay_1e9dc', table='claims_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='every_publication_is_logged', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF NOT EXISTS (SELECT FROM claims_logentry WHERE publication_id = NEW.id) THEN\n                        RAISE EXCEPTION 'publication % is not in the log', NEW.id;\n                    END IF;\n                    RETURN NULL;\n                ", hash='18bbea7d22df72a1a88b0ee0600571433d85fe43', operation='INSERT', pgid='pgtrigger_every_publication_is_logged_e677b', table='claims_publication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('answer', ''), _negated=True)), name='evidence_answers_a_question'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='evidence_is_frozen_with_its_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM claims_verdict\n        WHERE id IN (NEW.verdict_id) AND submitted IS NOT NULL FOR SHARE\n    ) THEN\n        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';\n    END IF;\n    RETURN NEW;\n", hash='ca84957aa7a02b5f78351d2764fca4a15126a314', operation='INSERT OR UPDATE', pgid='pgtrigger_evidence_is_frozen_with_its_verdict_ca0e5', table='claims_evidence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='evidence_does_not_leave_a_frozen_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM claims_verdict\n        WHERE id IN (OLD.verdict_id) AND submitted IS NOT NULL FOR SHARE\n    ) THEN\n        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='594763a5d64ff6419bd64ab14b9b4e3e15ac6e42', operation='UPDATE OR DELETE', pgid='pgtrigger_evidence_does_not_leave_a_frozen_verdict_f1894', table='claims_evidence', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed__isnull', True)), fields=['queue_position'], name='cases_open'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed__isnull', True)), fields=['kind', 'queue_position'], name='cases_open_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'verdict'), ('report__isnull', True), ('verdict__isnull', False)), models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'publish'), ('report__isnull', True), ('verdict__isnull', False)), models.Q(('appeal__isnull', True), ('article__isnull', True), ('kind', 'report'), ('report__isnull', False), ('verdict__isnull', True)), models.Q(('appeal__isnull', True), ('article__isnull', False), ('kind', 'reading'), ('report__isnull', True), ('verdict__isnull', True)), models.Q(('appeal__isnull', False), ('article__isnull', True), ('kind', 'appeal'), ('report__isnull', True), ('verdict__isnull', True)), _connector='OR'), name='a_case_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('appeal',), name='one_open_case_per_appeal'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('article',), name='one_open_case_per_article'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('report',), name='one_open_case_per_report'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed__isnull', True)), fields=('verdict',), name='one_open_case_per_verdict'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_until__isnull', True), ('holder__isnull', True)), models.Q(('closed__isnull', True), ('held_until__isnull', False), ('holder__isnull', False)), _connector='OR'), name='a_held_case_is_open_and_held_until_a_time'),
        ),
        migrations.AddIndex(
            model_name='webhook',
            index=models.Index(condition=models.Q(('ended__isnull', True), ('pause', '')), fields=['id'], name='webhooks_active'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', ['', 'true', 'mostly_true', 'half_true', 'misleading', 'mostly_false', 'false', 'unproven'])), name='the_rating_of_a_webhook_is_on_the_scale'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('owner', 'url'), name='one_webhook_per_owner_and_address'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('events__contained_by', ['verdict.published', 'verdict.corrected', 'verdict.withdrawn']), ('events__len__gt', 0)), name='a_webhook_has_an_event'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='webhooks_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='cb868ca680ddf28b0325a9f38d4d4beade72f3cd', operation='DELETE', pgid='pgtrigger_webhooks_stay_f9adb', table='claims_webhook', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due'], name='deliveries_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['webhook', 'claim', 'entry'], name='deliveries_waiting_in_order'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['webhook', '-id'], name='deliveries_of_a_webhook'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['claim', 'entry'], name='deliveries_of_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('webhook', 'entry'), name='one_delivery_per_webhook_and_entry'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivered__isnull', False), ('state', 'delivered')), models.Q(models.Q(('state', 'delivered'), _negated=True), ('delivered__isnull', True)), _connector='OR'), name='a_delivered_message_has_a_time'),
        ),
    ]
