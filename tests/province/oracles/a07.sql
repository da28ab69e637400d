WITH site AS (
  FROM construction_permit WHERE status = 'building' AND started_on + 30 < as_of() AND contract_amount >= 300000000),
kept AS (FROM wage_safeguard WHERE ended_on IS NULL OR ended_on >= as_of())
SELECT licence_number FROM site s, (VALUES ('account'), ('deposit'), ('guarantee'), ('register')) AS k(kind)
WHERE NOT EXISTS (FROM kept w WHERE w.kind = k.kind
                  AND (w.licence_number = s.licence_number OR (w.whole_company AND w.uscc = s.uscc)))
UNION SELECT licence_number FROM site JOIN wage_transfer t USING (licence_number)
GROUP BY licence_number HAVING sum(transferred) < 0.8 * sum(agreed)
