-- a thousandth of a degree is about a hundred metres; a picture is copied where it names another's company
WITH online AS (
  FROM platform_shop WHERE closed_on IS NULL AND categories NOT IN ('预包装食品', '食用农产品')),
held AS (
  SELECT s.*, l.status, l.valid_to, l.scope,
         l.longitude::DOUBLE - s.longitude::DOUBLE AS dx, l.latitude::DOUBLE - s.latitude::DOUBLE AS dy,
         starts_with(translate(s.address, '０１２３４５６７８９', '0123456789'), l.address) AS same
  FROM online s JOIN food_licence l USING (licence_number))
SELECT shop_number FROM online WHERE licence_number IS NULL OR licence_number NOT IN (FROM food_licence SELECT licence_number)
UNION SELECT shop_number FROM held
WHERE (status <> 'renewing' AND valid_to + 30 < as_of())
   OR (regexp_matches(categories, '凉菜|冷食') AND scope NOT LIKE '%冷食%')
   OR (categories LIKE '%生食%' AND scope NOT LIKE '%生食%') OR (categories LIKE '%裱花%' AND scope NOT LIKE '%裱花%')
   OR (greatest(abs(dx), abs(dy)) > 0.001 AND NOT same)
UNION SELECT s.shop_number FROM online s JOIN online o ON o.shop_number <> s.shop_number
WHERE s.licence_text LIKE '%' || o.uscc || '%' AND s.uscc <> o.uscc AND s.licence_number <> o.licence_number
