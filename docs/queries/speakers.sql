-- Who spoke most: turns and characters of speech by class, name and role.
SELECT t.role_class, t.speaker_name, t.speaker_role,
       count(*) AS turns,
       sum(t.end_char - t.body_start_char) AS chars
FROM turns t
WHERE t.speaker_name IS NOT NULL
GROUP BY t.role_class, t.speaker_name, t.speaker_role
ORDER BY chars DESC, t.speaker_name, t.speaker_role IS NULL, t.speaker_role
LIMIT 20;
