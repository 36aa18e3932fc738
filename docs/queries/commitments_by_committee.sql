-- How many undertakings, and how firm, each committee heard in each month.
SELECT d.committee,
       substr(CAST(d.date AS VARCHAR), 1, 7) AS month,
       count(*) AS commitments,
       sum(CASE WHEN c.strength = 'firm' THEN 1 ELSE 0 END) AS firm,
       sum(CASE WHEN c.conditional THEN 1 ELSE 0 END) AS conditional
FROM commitments c
JOIN documents d ON d.doc_id = c.doc_id
GROUP BY d.committee, substr(CAST(d.date AS VARCHAR), 1, 7)
ORDER BY commitments DESC, d.committee IS NULL, d.committee, month IS NULL, month
LIMIT 20;
