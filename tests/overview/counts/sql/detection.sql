-- detected (among arrived)
SELECT CASE WHEN raised_on <= until THEN 'SIGNAL' ELSE 'NO_SIGNAL' END, count(*)
FROM arrived CROSS JOIN period LEFT JOIN first_signal USING (child)
GROUP BY 1;
