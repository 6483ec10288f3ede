-- What keeping a score that comes alone inserts, by itself.
\set score :base + random(1, 10000000)
\set badge random(1, 1000)
BEGIN;
INSERT INTO scores (badge_id, game_id, score, duration_ms, state)
VALUES (:badge, 3, :score, 61500, 'kept') ON CONFLICT DO NOTHING;
INSERT INTO outbox (stream, kind, payload, due_at) VALUES ('pgbench', 'score', '{"score_ids": [1]}', 'infinity');
COMMIT;
