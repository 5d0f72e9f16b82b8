-- outcomes (among decided)
SELECT outcome, count(*) FROM decided GROUP BY 1;

-- grounds (among indicated)
SELECT ground, count(*) FROM indicated GROUP BY 1;
