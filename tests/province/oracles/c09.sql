-- who was held on the day of the notice, or signed for papers of another case within three months before it or while it
-- ran, at an address not tried in the case in vain
WITH lost AS (SELECT DISTINCT case_number FROM civil_document WHERE absent AND outcome IN ('granted', 'partly_granted')),
notices AS (
  SELECT s.*, sent_on + CASE WHEN sent_on < DATE '2022-01-01' THEN 60 ELSE 30 END AS ends
  FROM court_service s JOIN lost USING (case_number) WHERE method = 'notice'),
held AS (
  SELECT s.id_number, s.entered_on, coalesce(s.left_on,
    (SELECT max(CASE WHEN main_penalty IN ('life', 'suspended_death') THEN DATE '2999-12-31' ELSE sentence_to END)
     FROM criminal_judgment j WHERE j.id_number = s.id_number AND j.sentence_to >= s.entered_on),
    CASE WHEN s.entered_on > as_of() - 730 THEN as_of() END) AS ends
  FROM custody_stay s)
SELECT n.case_number FROM notices n JOIN held h USING (id_number) WHERE n.sent_on BETWEEN h.entered_on AND h.ends
UNION
SELECT n.case_number FROM notices n JOIN court_service o USING (id_number)
WHERE o.case_number <> n.case_number AND o.result IN ('signed', 'family') AND o.method NOT IN ('notice', 'left')
  AND o.served_on BETWEEN n.sent_on - INTERVAL 3 MONTH AND n.ends
  AND NOT EXISTS (FROM court_service t WHERE t.case_number = n.case_number AND t.address = o.address
                  AND t.result IN ('failed', 'refused') AND t.sent_on <= n.sent_on)
