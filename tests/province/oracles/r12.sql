WITH own AS (
  FROM statement_mention m WHERE NOT put_first AND dealt_on <= stated_on
    AND NOT EXISTS (FROM statement_mention o WHERE o.words = m.words AND o.id_number <> m.id_number)),
user_of AS (
  SELECT alias AS told, any_value(id_number) AS who FROM alias WHERE alias IS NOT NULL
  GROUP BY alias HAVING count(DISTINCT id_number) = 1
  UNION ALL SELECT phone, any_value(id_number) FROM alias WHERE phone IS NOT NULL
  GROUP BY phone HAVING count(DISTINCT id_number) = 1),
pointed AS (
  SELECT m.*, u.who FROM own m JOIN user_of u ON u.told IN (m.called, m.phone) WHERE role IN ('upper_seller', 'card_buyer')
    AND NOT EXISTS (FROM user_of v WHERE v.told IN (m.called, m.phone) AND v.who <> u.who)),
suspect AS (
  SELECT who AS id_number, min(dealt_on) AS since, max(stated_on) AS told_on FROM pointed
  GROUP BY who HAVING count(DISTINCT id_number) >= 2
  UNION ALL
  SELECT id_number, min(since), max(told_on) FROM (
    SELECT t.id_number, t.account, t.other_id, sum(t.amount) AS paid, min(t.traded_on) AS since, max(m.stated_on) AS told_on
    FROM bank_transaction t JOIN own m ON m.account = t.account AND m.role IN ('upper_seller', 'card_buyer', 'card_seller')
    WHERE t.direction = 'in' AND t.kind = 'transfer' AND t.traded_on <= m.stated_on
      AND t.traded_on + INTERVAL 2 YEAR >= m.stated_on GROUP BY ALL)
  GROUP BY id_number, account HAVING sum(paid) >= 30000000 AND count(*) >= 5 AND max(paid) <= sum(paid) / 2)
SELECT s.id_number FROM suspect s JOIN people p USING (id_number)
WHERE told_on + INTERVAL 2 MONTH < as_of() AND since > birth + INTERVAL 18 YEAR
  AND NOT EXISTS (FROM police_case x WHERE x.id_number = s.id_number AND filed_on >= since
                  AND (charge LIKE '%毒%' OR charge LIKE '%信息网络%'))
  AND NOT EXISTS (FROM indictment x WHERE x.id_number = s.id_number AND accused_on >= since)
  AND NOT EXISTS (FROM criminal_judgment x WHERE x.id_number = s.id_number AND judged_on >= since)
  AND NOT EXISTS (FROM non_prosecution x WHERE x.id_number = s.id_number AND decided_on >= since)
  AND NOT EXISTS (FROM death_record x WHERE x.id_number = s.id_number AND died_on >= since)
