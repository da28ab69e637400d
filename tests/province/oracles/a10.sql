WITH m AS (FROM marriage_registration WHERE registered_on >= DATE '2013-01-01' AND coalesce(status, '') <> 'annulled'),
pair AS (SELECT a.id_number, a.certificate_number, a.registered_on AS first_on, b.registered_on AS second_on
         FROM m a JOIN m b USING (id_number)
         WHERE a.certificate_number <> b.certificate_number AND a.registered_on <= b.registered_on
           AND coalesce(a.ended_on, DATE '2999-01-01') > b.registered_on),
held AS (SELECT id_number, entered_on, coalesce(left_on, DATE '2999-01-01') AS left_on FROM custody_stay)
SELECT id_number FROM pair p
WHERE NOT EXISTS (FROM civil_party c WHERE c.id_number = p.id_number AND c.cause LIKE '%离婚%'
                  AND c.judged_on BETWEEN first_on AND second_on)
  AND NOT EXISTS (FROM m s JOIN death_record d USING (id_number)
                  WHERE s.certificate_number = p.certificate_number AND s.id_number <> p.id_number AND died_on <= second_on)
UNION SELECT id_number FROM m JOIN held h USING (id_number)
WHERE NOT coalesce(on_site, false) AND registered_on > entered_on AND registered_on < left_on
UNION SELECT id_number FROM m JOIN death_record USING (id_number) WHERE died_on < registered_on
UNION SELECT id_number FROM m JOIN people p USING (id_number)
WHERE p.birth + to_years(CASE WHEN substr(id_number, 17, 1)::INT % 2 = 1 THEN 22 ELSE 20 END) > as_of()
  AND coalesce(ended_on > as_of(), true)
UNION SELECT id_number FROM m JOIN resident_register r USING (id_number)
WHERE m.party_name <> r.name AND coalesce(m.party_name <> r.former_name, true)
