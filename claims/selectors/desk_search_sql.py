"""SQL templates of the search of the desk, for one kind of result each.

PostgreSQL plans a materialized query as if all its rows were needed, so that it uses the index, and still stops once
the limit outside is reached.
"""

INDEXES_ONLY_SQL = "SELECT set_config('enable_seqscan', 'off', true)"
"""Until the end of the transaction: reading a whole table would be cheaper only if most rows matched."""

MATCHES_SQL = """
(
    WITH newest AS MATERIALIZED (
        SELECT id FROM (SELECT * FROM {table} WHERE {allowed} ORDER BY id DESC LIMIT %(newest)s) AS {table}
        WHERE {match} ORDER BY id DESC LIMIT %(hits)s
    )
    SELECT '{kind}', id, {title}, {detail}, {target}
    FROM (
        SELECT DISTINCT ON (id) id, rank FROM (
            (SELECT id, 0 AS rank FROM {table} WHERE id = %({kind}_id)s AND {allowed})
            UNION ALL
            (SELECT id, 1 FROM newest)
            {by_index}
        ) AS candidate ORDER BY id DESC, rank
    ) AS found JOIN {table} USING (id)
    ORDER BY rank, id DESC LIMIT %(hits)s
)
"""
"""The row with the given id, then the newest rows that match."""

BY_INDEX_SQL = """
    UNION ALL
    (
        WITH by_index AS MATERIALIZED (
            SELECT id, ({match}) AS matches FROM {table} WHERE {allowed} AND ({by_index}) AND {is_needed}
        )
        SELECT id, 1 FROM (SELECT * FROM by_index LIMIT %(candidates)s) AS first
        WHERE matches ORDER BY id DESC LIMIT %(hits)s
    )
"""
"""The newest of the first rows that an index finds; `match` is what the index cannot check."""

NEWEST_ARE_TOO_FEW_SQL = "(SELECT count(*) FROM newest) < %(hits)s"
"""If the newest rows that match are enough, older ones are not shown, and the index is not read."""

SIMILAR_SQL = """
(
    WITH newest AS MATERIALIZED (
        SELECT id, ({has_head}) AS has_head, ({has_tail}) AS has_tail
        FROM {table} WHERE {allowed} ORDER BY id DESC LIMIT %(similar)s
    ), rare AS MATERIALIZED (
        SELECT
            CASE WHEN count(*) FILTER (WHERE has_head) < %(common)s THEN %(head)s END AS head,
            CASE WHEN count(*) FILTER (WHERE has_tail) < %(common)s THEN %(tail)s END AS tail
        FROM newest
    ), by_index AS MATERIALIZED (SELECT id FROM {table} WHERE {allowed} AND ({has_rare})),
    compared AS MATERIALIZED (
        SELECT id, {similarity} AS similarity FROM {table}
        WHERE {allowed} AND id IN ((SELECT id FROM newest) UNION (SELECT id FROM by_index LIMIT %(similar)s))
    ), best AS MATERIALIZED (
        SELECT id, similarity FROM compared WHERE similarity >= %(min_similarity)s
        ORDER BY similarity DESC, id DESC LIMIT %(hits)s
    )
    SELECT '{kind}', id, {title}, {detail}, {target} FROM best JOIN {table} USING (id) ORDER BY similarity DESC, id DESC
)
"""
"""The rows most similar to the words: of the newest, and of the first that contain a half of the longest word.

A half that many of the newest rows have is not looked up: the index would name a good part of the table, and the first
of that are no more similar than the newest.
"""

_WORDS_QUERY_SQL = r"""(
    SELECT string_agg(DISTINCT '(' || regexp_replace(words::text, '<(-|\d+)>', '&', 'g') || ')', ' | ')::tsquery
    FROM unnest(ARRAY[{queries}]) AS words WHERE numnode(words) > 0
)"""


def words_query_sql(*configs: str) -> str:
    """Return SQL for the words of a query in each of these dictionaries.

    Most dictionaries make the same words of a query; each is looked up once. Words that the query has side by side may
    stand apart in what is found: the index does not know places, and to see would mean to read each row with the words.
    """
    queries = ", ".join(f"websearch_to_tsquery('{config}', %(query)s)" for config in configs)
    return _WORDS_QUERY_SQL.format(queries=queries)
