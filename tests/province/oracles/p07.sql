WITH land AS (
  SELECT *, regexp_extract(description, '(?:耕地|农田|园地)([0-9]+)平方米', 1) AS found FROM administrative_penalty
  WHERE act LIKE '%占用土地%' AND NOT regexp_matches(description, '设施农用地|临时用地|自行拆除|幼儿园')),
first AS (
  FROM land WHERE found <> ''
  QUALIFY row_number() OVER (PARTITION BY coalesce(uscc, id_number), act_place, found ORDER BY decided_on) = 1)
SELECT penalty_number FROM first f
WHERE decided_on + 30 < as_of()
  AND NOT EXISTS (FROM tax_declaration d WHERE d.tax_kind = 'farmland' AND d.declared_on >= f.act_on
                  AND (d.uscc = f.uscc OR d.id_number = f.id_number))
