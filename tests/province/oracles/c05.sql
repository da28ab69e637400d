WITH opinion AS (
  SELECT DISTINCT appraisal_number, appraiser_licence, case_number, issued_on, grade, reappraisal_by
  FROM injury_appraisal WHERE injury = 'traffic' AND matter = 'disability'),
suit AS (
  FROM civil_document WHERE cause = '机动车交通事故责任纠纷' AND stage = 'first'),
measured AS (
  SELECT appraiser_licence, avg((grade > 0)::INT) AS rate, avg(CASE WHEN grade > 0 THEN 11 - grade ELSE 0 END) AS gravity
  FROM opinion GROUP BY ALL HAVING count(*) >= 20),
middle AS (SELECT median(rate) AS r, median(gravity) AS g FROM measured),
spread AS (SELECT median(abs(rate - r)) AS r, median(abs(gravity - g)) AS g FROM measured, middle),
far AS (
  SELECT appraiser_licence FROM measured, middle, spread
  WHERE 0.6745 * (rate - middle.r) >= 3 * spread.r OR 0.6745 * (gravity - middle.g) >= 3 * spread.g),
heard AS (SELECT s.case_number, s.region, o.* EXCLUDE (case_number) FROM suit s JOIN opinion o USING (case_number)),
acting AS (
  SELECT h.*, p.id_number FROM heard h JOIN civil_party p USING (case_number) JOIN suit s USING (case_number)
  WHERE p.role = 'agent' AND p.represents = s.name),
pair AS (
  SELECT a.region, a.id_number, a.appraiser_licence, count(DISTINCT a.case_number) AS met,
         (SELECT count(DISTINCT case_number) FROM acting x WHERE x.region = a.region AND x.id_number = a.id_number) AS own,
         (SELECT count(DISTINCT case_number) FROM heard x WHERE x.region = a.region) AS suits,
         (SELECT count(DISTINCT case_number) FROM heard x WHERE x.region = a.region
            AND x.appraiser_licence = a.appraiser_licence) AS his
  FROM acting a GROUP BY ALL),
picked AS (
  SELECT a.* FROM acting a JOIN pair p USING (region, id_number, appraiser_licence)
  WHERE suits > own AND met / own >= 2 * (his - met) / (suits - own)),
often AS (
  SELECT DISTINCT a.id_number, a.appraiser_licence FROM picked a JOIN picked b USING (id_number, appraiser_licence)
  WHERE b.issued_on >= a.issued_on AND b.issued_on < a.issued_on + INTERVAL 24 MONTH
  GROUP BY a.id_number, a.appraiser_licence, a.issued_on HAVING count(DISTINCT b.case_number) >= 5),
worded AS (  -- names, days and sums stand at the ends; what lies between is the text
  SELECT case_number, issuer, regexp_extract(content, '，(.*)。误工', 1) AS body FROM loss_certificate),
own_words AS (
  SELECT w.body, a.id_number, count(DISTINCT w.case_number) AS mine, count(DISTINCT w.issuer) AS issuers
  FROM worded w JOIN (SELECT DISTINCT case_number, id_number FROM acting) a USING (case_number) GROUP BY ALL),
copied AS (
  SELECT DISTINCT id_number FROM own_words o
  WHERE mine >= 3 AND issuers >= 2
    AND mine >= 0.8 * (SELECT count(DISTINCT case_number) FROM worded w WHERE w.body = o.body))
SELECT DISTINCT o.id_number FROM often o JOIN far USING (appraiser_licence)
WHERE o.id_number IN (FROM copied) OR EXISTS (
  FROM picked p WHERE p.id_number = o.id_number AND p.appraiser_licence = o.appraiser_licence
    AND p.reappraisal_by = 'insurer')
