-- What means something else on Spark than on DuckDB, or is not there: queries that both must answer alike.
-- R stands for some rows.

-- nulls last, up and down
SELECT row_number() OVER (ORDER BY d) AS u, row_number() OVER (ORDER BY d DESC) AS n, k, s FROM R

-- qualify
SELECT k, d FROM R QUALIFY row_number() OVER (PARTITION BY k ORDER BY d) = 1

-- qualify of a star
SELECT * FROM (SELECT k, s FROM R) QUALIFY count(*) OVER (PARTITION BY s) > 1

-- exclude
SELECT * EXCLUDE (w, m) FROM R

-- semi join
SELECT k FROM R SEMI JOIN (SELECT 2 AS k) o USING (k)

-- anti join
SELECT l.k FROM R l ANTI JOIN (SELECT 2 AS k) o ON l.k = o.k

-- a column called as a table around it
SELECT k, d FROM R l WHERE EXISTS (SELECT 1 FROM (SELECT 7 AS l, 1 AS k) o WHERE o.k = l.k)

-- unnest side by side
SELECT rule, n FROM (SELECT unnest(['x', 'y']) AS rule, unnest(range(1, 3)) AS n) u

-- empty range
SELECT range(1, 1) AS x, range(0, 2) AS y, range(3, 1) AS z

-- group by all
SELECT k, s, count(*) AS n FROM R GROUP BY ALL ORDER BY ALL

-- is distinct from
SELECT k FROM R WHERE w IS DISTINCT FROM NULL

-- list gathered
SELECT k, list_sort(list_distinct(array_agg(d) FILTER (WHERE d IS NOT NULL))) AS x FROM R GROUP BY k

-- nothing gathered
SELECT list_sort(list_distinct(array_agg(d) FILTER (WHERE d IS NOT NULL))) AS x FROM R WHERE k = 7

-- lists of lists
SELECT k, list_sort(list_distinct(flatten(array_agg(x)))) AS x FROM (SELECT k, CASE WHEN d IS NOT NULL THEN [day(d), 1] END AS x FROM R) GROUP BY k

-- items of a list
SELECT [10, 20, 30][1] AS a, [10, 20, 30][-1] AS b, [10][2] AS c, list_min([3, 1]) AS e

-- texts in order
SELECT k, string_agg(DISTINCT s, '、' ORDER BY s) AS x FROM R GROUP BY k

-- texts in order of another
SELECT k, string_agg(s, ' → ' ORDER BY m) AS x FROM R WHERE m IS NOT NULL GROUP BY k

-- smallest structure
SELECT k, (min({'o': d, 'v': s}) FILTER (WHERE (d) IS NOT NULL AND (s) IS NOT NULL)).v AS x FROM R GROUP BY k

-- value of the largest
SELECT k, arg_max(w, m) AS x, arg_min(s, {'o': d, 'w0': k}) AS y FROM R GROUP BY k

-- different pairs
SELECT count(DISTINCT row(k, w)) AS n, count(DISTINCT row(k, w)) FILTER (WHERE k = 2) AS o FROM R

-- nearest rank
SELECT quantile_disc(m, CAST(1 AS DOUBLE) / 4 - 1e-12) AS q, quantile_disc(d, 0.5) AS h FROM R

-- median
SELECT median(CAST(m AS DOUBLE)) AS x FROM R

-- frame in days
SELECT d, count(*) OVER (ORDER BY d RANGE BETWEEN CURRENT ROW AND INTERVAL '0 months 30 days' FOLLOWING) AS n FROM R WHERE d IS NOT NULL

-- frame in months and days
SELECT d, count(*) OVER (ORDER BY d RANGE BETWEEN CURRENT ROW AND INTERVAL '1 months -1 days' FOLLOWING) AS n FROM R WHERE d IS NOT NULL

-- different ones of a frame
SELECT d, count(DISTINCT s) OVER (ORDER BY d RANGE BETWEEN CURRENT ROW AND INTERVAL '2 months 0 days' FOLLOWING) AS n FROM R WHERE d IS NOT NULL

-- some of a window
SELECT k, count(*) FILTER (WHERE m > 0) OVER (PARTITION BY k) AS n FROM R

-- division
SELECT k / 2 AS a, m / 3 AS b, k // 2 AS c, -7 // 2 AS e, k % 2 AS f, 1 / nullif(k - k, 0) AS g FROM R

-- a double as a whole number
SELECT CAST(CAST(k AS DOUBLE) / 2 AS BIGINT) AS a, CAST(CAST(2.5 AS DOUBLE) AS INTEGER) AS b FROM R

-- a double as money
SELECT TRY_CAST((CAST(x AS DOUBLE) * 1.0) AS DECIMAL(38,2)) AS c FROM (VALUES (1.005), (0.115), (0.125), (-0.125), (2.675)) t(x)

-- rounding
SELECT round(CAST(x AS DOUBLE), 2) AS a, round(x, 1) AS b, round(CAST(x AS DOUBLE) * 100) AS c FROM (VALUES (1.005), (2.675), (-0.125), (-2.5)) t(x)

-- amounts of many digits
SELECT CAST((CAST(m AS DECIMAL(38,2)) * 1.0125) AS DECIMAL(38,2)) AS a, CAST(sum(m) AS DECIMAL(38,2)) AS b FROM R GROUP BY m

-- days between
SELECT date_diff('day', DATE '2024-01-01', d) AS a, d - DATE '1970-01-01' AS b, d - 1 AS c FROM R

-- lengths of time
SELECT CAST(d + INTERVAL '1 months 2 days' AS DATE) AS a, CAST(d - INTERVAL '0 months 3 days' AS DATE) AS b, (d + to_months(1))::DATE AS c FROM R

-- parts of days
SELECT year(d) AS y, month(d) AS m, day(d) AS x, isodow(d) AS w, last_day(d) AS l, make_date(2024::BIGINT, 2::BIGINT, 1) AS o FROM R

-- texts as days
SELECT x, TRY_CAST(x AS DATE) AS d FROM (VALUES ('2024-02-30'), ('2024-2-3'), ('2024-01'), ('无')) t(x) WHERE x <> '2024-01'

-- bytes and characters
SELECT length(w) AS a, strlen(w) AS b, levenshtein('张伟', '张玮') AS c, hamming('1*3', '123') AS e FROM R

-- ends of texts
SELECT left(w, -1) AS a, left(w, 2) AS b, right(w, 1) AS c, suffix(w, 'b]') AS e, substring(w, 2, 2) AS f FROM R

-- pieces of texts
SELECT string_split(w, '*')[1] AS a, string_split(w, '*')[-1] AS b, len(string_split(w, '*')) AS c FROM R

-- quotes, backslashes, dollars
SELECT 'it''s \n $1 ${x} "q"' AS a, replace(w, ']', '\') AS b, regexp_replace(w, '[A]', '$1', 'g') AS c FROM R

-- capitals
SELECT upper('straße ﬁ éß') AS a, upper('ǆ abc') AS b

-- patterns
SELECT regexp_matches(w, '累犯$') AS a, regexp_matches(w, '累犯.$') AS b, regexp_full_match(w, '[^&[]+') AS c, regexp_extract(w, '(.犯).', 1) AS e, regexp_replace(w, '犯', '□') AS f, regexp_replace(w, '\s', '', 'g') AS g FROM R

-- raw cells
SELECT '{"id_number":"3301**\u4e00","a b":null}' ->> '$.id_number' AS a, '{"a b":"x"}' ->> '$."a b"' AS b, '{}' ->> '$.x' AS c

-- value computed once
SELECT list_transform([k + 1], lambda x: x * x)[1] AS a FROM R

-- greatest and least
SELECT greatest(1, k) AS a, least(d, DATE '2024-01-31') AS b FROM R

-- exists in a column
SELECT k, EXISTS (SELECT 1 FROM R v WHERE v.k = o.k AND v.m > 2) AS e FROM R o

-- nulls of another type
SELECT CAST(CAST(NULL AS INTEGER) AS DATE) AS d, CAST((CAST(NULL AS INTEGER)) AS VARCHAR) AS t, CAST(CAST(NULL AS INTEGER) AS BIGINT[]) AS x, k FROM R
