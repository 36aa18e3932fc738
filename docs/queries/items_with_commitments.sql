-- Items of the agenda under which most was promised.
SELECT a.doc_id, a.label, a.text AS item, count(*) AS commitments
FROM agenda a
JOIN commitments c ON c.doc_id = a.doc_id AND c.agenda_item = a.agenda_item
GROUP BY a.doc_id, a.agenda_item, a.label, a.text
ORDER BY commitments DESC, a.doc_id, a.agenda_item
LIMIT 20;
