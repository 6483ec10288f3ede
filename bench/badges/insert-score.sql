-- A score's row without the row for what it sets off, of which scores stored together share one.
\set score :base + random(1, 10000000)
\set badge random(1, 1000)
INSERT INTO scores (badge_id, game_id, score, duration_ms, state)
VALUES (:badge, 3, :score, 61500, 'kept') ON CONFLICT DO NOTHING;
