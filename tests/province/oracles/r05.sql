WITH theft AS (SELECT DISTINCT a.id_number, act_on, decided_on, amount, description FROM
administrative_penalty a
    JOIN people USING (id_number) WHERE act = '盗窃' AND act_on >= birth + INTERVAL 16 YEAR)
SELECT id_number FROM (
  SELECT a.id_number, max(b.act_on) AS seen FROM theft a JOIN theft b ON a.id_number = b.id_number
    AND b.act_on BETWEEN a.act_on AND a.act_on + INTERVAL 24 MONTH
  GROUP BY a.id_number, a.act_on HAVING count(DISTINCT b.act_on) >= 3
  UNION ALL SELECT b.id_number, b.act_on FROM theft a JOIN theft b ON a.id_number = b.id_number
    AND b.act_on BETWEEN a.decided_on AND a.decided_on + INTERVAL 12 MONTH AND b.amount >= 100000
  UNION ALL SELECT id_number, act_on FROM theft
    WHERE regexp_matches(description, '入户盗窃|扒窃|携带凶器')
      AND NOT regexp_matches(description, '未携带|非入户'))
WHERE id_number NOT IN (SELECT id_number FROM police_case WHERE charge = '盗窃罪' AND filed_on >= seen - 30)
