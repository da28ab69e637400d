-- half of a model's median price is far below its fifth percentile wherever most offers are lawful
WITH offers AS (
  SELECT *, regexp_replace(upper(model), '[ /型-]', '', 'g') AS plain,
         CASE WHEN promotion THEN list_price ELSE price END AS asked
  FROM platform_goods WHERE title NOT LIKE '%支架%' AND ended_on IS NULL),
medians AS (SELECT plain, median(asked) AS middle FROM offers GROUP BY plain),
bad AS (SELECT maker, regexp_replace(model, '/', '') AS plain FROM substandard_product),
certified AS (
  SELECT maker, regexp_replace(model, '/', '') AS plain FROM product_certificate
  WHERE status = 'valid' AND valid_to >= as_of())
SELECT shop_number FROM offers o
WHERE NOT EXISTS (FROM certified c WHERE c.maker = o.maker AND c.plain = o.plain)
   OR (asked < (SELECT middle / 2 FROM medians m WHERE m.plain = o.plain)
       AND EXISTS (FROM bad b WHERE b.maker = o.maker AND b.plain = o.plain))
