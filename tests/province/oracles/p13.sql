-- an approval for other things than what the image shows is none; a licence that ended weeks before is none
WITH uses(change, kind) AS (VALUES
    ('mining', 'mining'), ('filling', 'sea'), ('clearing', 'felling'), ('clearing', 'forest'),
    ('building', 'construction'), ('building', 'temporary'), ('building', 'forest')),
seen AS (
  SELECT c.* FROM change_patch c JOIN protected z
  ON lon84 BETWEEN z.west AND z.east AND lat84 BETWEEN z.south AND z.north AND z.since <= c.before_on
  WHERE change IN (FROM uses SELECT change) AND observed_on + 90 < as_of())
SELECT patch_number FROM seen c
WHERE NOT EXISTS (
    FROM squares a JOIN uses u ON u.kind = a.kind AND u.change = c.change
    WHERE c.lon84 BETWEEN a.west AND a.east AND c.lat84 BETWEEN a.south AND a.north
      AND a.valid_from <= c.observed_on + 30
      AND (coalesce(a.valid_to, as_of()) >= c.before_on - 30
           OR (a.kind IN ('temporary', 'forest') AND a.valid_to + INTERVAL 1 YEAR >= c.before_on)))
  AND NOT EXISTS (
    FROM administrative_penalty p
    WHERE p.patch_number = c.patch_number
       OR (p.decided_on >= c.before_on AND abs(p.longitude::DOUBLE - c.lon84) < 0.0004
           AND abs(p.latitude::DOUBLE - c.lat84) < 0.0004))
