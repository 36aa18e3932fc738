-- What could not be read, by cause.
SELECT kind, count(*) AS inputs, min(source) AS first, min(message) AS example
FROM failures
GROUP BY kind
ORDER BY inputs DESC, kind;
