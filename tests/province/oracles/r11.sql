WITH accused AS (
  SELECT i.* FROM indictment i
  WHERE regexp_matches(i.charges, '毒品|非法吸收公众存款|(^|、)受贿')
    AND NOT EXISTS (FROM criminal_judgment j WHERE j.id_number = i.id_number AND j.main_penalty = 'acquitted'
                    AND j.judged_on >= i.accused_on)),
move AS (SELECT DISTINCT id_number, serial_no, direction, traded_on, amount, kind, other_kind, other_id FROM bank_transaction),
credit AS (
  SELECT m.id_number, a.indictment_number, a.region, m.traded_on AS credited_on, sum(m.amount) AS credited
  FROM move m JOIN accused a ON a.id_number = m.id_number
    AND m.traded_on >= a.crime_from AND m.traded_on <= a.crime_to + 30
  WHERE m.direction = 'in' AND m.kind IN ('transfer', 'cash') GROUP BY ALL HAVING sum(m.amount) >= 20000 * 100),
given AS (
  SELECT c.*, m.other_id, m.traded_on, m.amount, m.kind, m.other_kind FROM credit c JOIN move m
    ON m.id_number = c.id_number AND m.direction = 'out' AND m.traded_on BETWEEN c.credited_on AND c.credited_on + 30),
own AS (FROM given WHERE traded_on >= DATE '2021-03-01'),
transferred AS (
  SELECT id_number, credited_on AS since FROM own WHERE kind = 'transfer' AND other_kind = 'person'
  GROUP BY id_number, credited_on, credited HAVING sum(amount) >= 2000000 AND sum(amount) * 2 >= credited),
paid AS (
  SELECT id_number, credited_on AS since, min(traded_on) AS first, max(traded_on) AS last FROM own WHERE kind = 'property'
  GROUP BY id_number, credited_on, credited HAVING sum(amount) >= 2000000 AND sum(amount) * 2 >= credited),
kin AS (
  SELECT a.id_number, b.id_number AS kin FROM family_relation a JOIN family_relation b USING (record_no) WHERE a.role <> b.role
  UNION SELECT a.id_number, b.id_number FROM marriage_registration a JOIN marriage_registration b USING (certificate_number)
  WHERE a.party <> b.party
  UNION SELECT id_number, id_number FROM accused),
title AS (
  SELECT id_number, registered_on FROM house_registration WHERE acquired_by = 'bought'
  UNION ALL SELECT id_number, registered_on FROM vehicle_registration),
bought AS (
  SELECT p.id_number, p.since FROM paid p JOIN kin k USING (id_number) JOIN title t ON t.id_number = k.kin
    AND t.registered_on BETWEEN p.first AND p.last + 180),
big AS (FROM move WHERE direction = 'out' AND kind = 'transfer' AND other_kind = 'person' AND amount >= 2000000),
circle AS (
  SELECT a.id_number, a.traded_on, a.amount FROM big a JOIN big b ON b.id_number = a.other_id AND b.other_id = a.id_number
    AND b.traded_on BETWEEN a.traded_on AND a.traded_on + 30
  UNION
  SELECT a.id_number, a.traded_on, a.amount FROM big a
  JOIN big b ON b.id_number = a.other_id AND b.traded_on BETWEEN a.traded_on AND a.traded_on + 30
  JOIN big c ON c.id_number = b.other_id AND c.other_id = a.id_number
    AND c.traded_on BETWEEN b.traded_on AND a.traded_on + 30),
returned AS (
  SELECT c.id_number, c.credited_on AS since FROM credit c JOIN circle r USING (id_number)
  WHERE r.traded_on BETWEEN c.credited_on AND c.credited_on + 30 AND r.traded_on >= DATE '2021-03-01'
    AND r.amount * 2 >= c.credited),
passed AS (
  SELECT g.other_id AS id_number, g.traded_on AS since FROM given g JOIN move m ON m.id_number = g.other_id
    AND m.direction = 'out' AND m.kind IN ('transfer', 'cash') AND m.traded_on BETWEEN g.traded_on AND g.traded_on + 30
  WHERE g.kind = 'transfer' AND g.amount >= 2000000
    AND NOT EXISTS (FROM indictment i WHERE i.id_number = g.other_id AND i.indictment_number = g.indictment_number)
  GROUP BY g.other_id, g.traded_on, g.amount, g.id_number HAVING sum(m.amount) * 10 >= g.amount * 8),
suspect AS (FROM transferred UNION FROM bought UNION FROM returned UNION FROM passed)
SELECT DISTINCT s.id_number FROM suspect s
WHERE NOT EXISTS (FROM indictment i WHERE i.id_number = s.id_number AND regexp_matches(i.charges, '洗钱|掩饰、隐瞒犯罪所得'))
  AND NOT EXISTS (FROM criminal_judgment j WHERE j.id_number = s.id_number AND regexp_matches(j.charges, '洗钱|掩饰、隐瞒犯罪所得'))
  AND NOT EXISTS (FROM police_case c WHERE c.id_number = s.id_number AND regexp_matches(c.charge, '洗钱|掩饰、隐瞒犯罪所得'))
  AND NOT EXISTS (FROM death_record d WHERE d.id_number = s.id_number)
