WITH oil AS (
  SELECT uscc, sum(oil_litres) AS litres FROM vehicle_repair
  WHERE repaired_on > as_of() - INTERVAL 12 MONTH AND oil_litres > 0 GROUP BY uscc HAVING count(*) >= 12),
garages AS (
  FROM repair_shop JOIN oil USING (uscc) WHERE status = 'operating' AND filed_on <= as_of() - INTERVAL 12 MONTH),
waste AS (
  SELECT uscc, sum(tons::DOUBLE) * 1000 AS kg FROM waste_manifest
  WHERE waste_code = 'HW08' AND transferred_on > as_of() - INTERVAL 12 MONTH GROUP BY uscc)
SELECT uscc FROM garages g WHERE uscc NOT IN (FROM waste SELECT uscc) AND chain_name IS NULL
UNION SELECT uscc FROM garages JOIN waste USING (uscc) WHERE kg < litres * 0.88 * 0.3
UNION SELECT uscc FROM waste_manifest m JOIN repair_shop USING (uscc)
WHERE receiver_region LIKE '34%' AND NOT EXISTS (FROM waste_permit p WHERE p.licence_number = m.receiver_licence
      AND m.transferred_on BETWEEN p.valid_from AND p.valid_to)
