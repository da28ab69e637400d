WITH young AS (SELECT s.*, p.birth FROM hotel_stay s JOIN people p USING (id_number)
               WHERE p.birth + INTERVAL 18 YEAR > checked_in),
few AS (SELECT hotel, checked_in FROM young GROUP BY ALL HAVING count(*) < 8),
parent AS (SELECT c.id_number AS young, p.id_number AS parent FROM family_relation c JOIN family_relation p USING (record_no)
           WHERE c.role = 'child' AND p.role <> 'child'),
alone AS (SELECT y.* FROM young y JOIN few USING (hotel, checked_in)
          WHERE y.id_number IN (SELECT young FROM parent) AND NOT EXISTS (
              FROM hotel_stay s JOIN parent p ON s.id_number = p.parent
              WHERE p.young = y.id_number AND s.hotel = y.hotel
                AND y.checked_in BETWEEN s.checked_in AND coalesce(s.checked_out, DATE '2999-01-01'))),
guests AS (SELECT s.*, p.birth + INTERVAL 18 YEAR <= checked_in AS grown FROM hotel_stay s JOIN people p USING (id_number))
SELECT a.id_number FROM alone a JOIN guests g USING (hotel, room, checked_in) WHERE g.grown
UNION SELECT a.id_number FROM alone a JOIN alone b USING (hotel, room, checked_in) WHERE a.id_number <> b.id_number
UNION SELECT a.id_number FROM alone a JOIN alone b USING (id_number)
WHERE b.checked_in BETWEEN a.checked_in AND a.checked_in + 6 GROUP BY a.id_number, a.checked_in HAVING count(*) >= 3
UNION SELECT id_number FROM minor_report r WHERE premises IS NOT NULL AND NOT EXISTS (
    FROM hotel_stay s WHERE s.id_number = r.id_number AND s.hotel = r.premises
      AND r.happened_on BETWEEN s.checked_in AND coalesce(s.checked_out, DATE '2999-01-01'))
UNION SELECT id_number FROM short_let_listing l
WHERE coalesce(ended_on > as_of(), true) AND listed_on + 30 < as_of() AND NOT EXISTS (
    FROM short_let_registration r WHERE r.id_number = l.id_number AND r.region = l.region
      AND coalesce(r.cancelled_on > as_of(), true))
