-- Every finding lies where its span says: this gives no row.
SELECT c.doc_id, c.number, c.text
FROM commitments c
JOIN turns t ON t.doc_id = c.doc_id AND t.turn = c.turn
WHERE substr(t.text,
             CAST(c.start_char - t.body_start_char + 1 AS INTEGER),
             CAST(c.end_char - c.start_char AS INTEGER)) <> c.text;
