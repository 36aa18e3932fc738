-- Offices said to be vacant, held by a deputy, or newly filled, with the sitting.
SELECT d.assembly, d.date, o.status, o.role, o.name, o.text
FROM officers o
JOIN documents d ON d.doc_id = o.doc_id
WHERE o.status IN ('vacant', 'acting', 'appointed', 'left')
ORDER BY d.date IS NULL, d.date, o.doc_id, o.number
LIMIT 50;
