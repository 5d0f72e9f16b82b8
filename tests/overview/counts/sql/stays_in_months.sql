-- The median and the mean length of the stays that ended in the period, in whole months.
SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY months)), round(avg(months)::float8)
FROM ended JOIN length USING (child, stay);
