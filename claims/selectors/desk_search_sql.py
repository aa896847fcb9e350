"""SQL templates of the search of the desk, for one kind of result each.

PostgreSQL plans a materialized query as if all its rows were needed, so that it uses the index, and still stops once
the limit outside is reached.
"""

INDEXES_ONLY_SQL = "SELECT set_config('enable_seqscan', 'off', true)"
"""Until the end of the transaction: reading a whole table would be cheaper only if most rows matched."""

MATCHES_SQL = """
(
    SELECT '{kind}', id, {title}, {detail}, {target}
    FROM (
        SELECT DISTINCT ON (id) id, rank FROM (
            (SELECT id, 0 AS rank FROM {table} WHERE id = %({kind}_id)s AND {allowed})
            UNION ALL
            (
                SELECT id, 1 FROM (
                    SELECT * FROM {table} WHERE {allowed} ORDER BY id DESC LIMIT %(newest)s
                ) AS {table}
                WHERE {match} ORDER BY id DESC LIMIT %(hits)s
            )
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
            SELECT id, ({match}) AS matches FROM {table} WHERE {allowed} AND ({by_index})
        )
        SELECT id, 1 FROM (SELECT * FROM by_index LIMIT %(candidates)s) AS first
        WHERE matches ORDER BY id DESC LIMIT %(hits)s
    )
"""
"""The newest of the first rows that an index finds; `match` is what the index cannot check."""

SIMILAR_SQL = """
(
    WITH by_index AS MATERIALIZED (SELECT id FROM {table} WHERE {allowed} AND ({halves})),
    compared AS MATERIALIZED (
        SELECT id, {similarity} AS similarity FROM {table}
        WHERE {allowed} AND id IN (
            (SELECT id FROM {table} WHERE {allowed} ORDER BY id DESC LIMIT %(similar)s)
            UNION
            (SELECT id FROM by_index LIMIT %(similar)s)
        )
    ), best AS MATERIALIZED (
        SELECT id, similarity FROM compared WHERE similarity >= %(min_similarity)s
        ORDER BY similarity DESC, id DESC LIMIT %(hits)s
    )
    SELECT '{kind}', id, {title}, {detail}, {target} FROM best JOIN {table} USING (id) ORDER BY similarity DESC, id DESC
)
"""
"""The rows most similar to the words: of the newest, and of the first that contain a half of the longest word."""

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
