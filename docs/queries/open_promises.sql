-- What was promised with a deadline: by whom, on which page of the report, in which words.
SELECT c.doc_id, c.speaker_role, c.speaker_name, c.deadline, c.first_page, c.clause
FROM commitments c
WHERE c.deadline IS NOT NULL
ORDER BY c.doc_id, c.number
LIMIT 50;
