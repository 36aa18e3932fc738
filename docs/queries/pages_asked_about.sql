-- Which pages of which document members ask about, with the words around the reference.
SELECT p.document, p.first_page, count(*) AS times, count(DISTINCT p.doc_id) AS sittings,
       min(p.text) AS example
FROM page_refs p
WHERE p.role_class IN ('member', 'chair') AND p.document IS NOT NULL
GROUP BY p.document, p.first_page
ORDER BY times DESC, p.document, p.first_page
LIMIT 20;
