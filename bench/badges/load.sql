-- Fills the badge service's database: psql -v users=30000 -v scores=1000000 -f load.sql
-- The tests use it too (QueryPlansTest), with fewer rows. Handles begin with "generated-": what is there stays.
INSERT INTO users (discord_user_id, discord_handle, first_name)
SELECT 'generated-' || i, 'generated-' || i, 'First' || i FROM generate_series(1, :users) i;

INSERT INTO badges (uuid, mac_address, user_id)
SELECT gen_random_uuid(), '24:0a:c4:' || id, id FROM users WHERE discord_user_id LIKE 'generated-%';

-- Most scores are low and a few are high, as in any arcade; every badge plays every game.
INSERT INTO scores (badge_id, game_id, score, duration_ms, state, created_at)
SELECT first.id + i % :users, (ARRAY[1, 2, 3, 5])[1 + (i / :users) % 4], floor(100 * exp(8 * random())),
       floor(1000 * (10 + 300 * random())), CASE WHEN i % 1000 = 0 THEN 'held' ELSE 'kept' END,
       now() - (:scores - i) * interval '10 milliseconds'
FROM generate_series(1, :scores) i, (
    SELECT min(b.id) AS id FROM badges b JOIN users u ON u.id = b.user_id
    WHERE u.discord_user_id LIKE 'generated-%') first
ON CONFLICT DO NOTHING;

INSERT INTO user_achievements (user_id, achievement_id)
SELECT u.id, 1 + u.id % 8 FROM users u WHERE discord_user_id LIKE 'generated-%' ON CONFLICT DO NOTHING;

INSERT INTO event_queue (badge_id, badge_action, event_message)
SELECT id, 'news', 'Talk ' || n || ' begins' FROM badges, generate_series(1, 3) n;

INSERT INTO alcohol_readings (badge_id, reading)
SELECT id, random() FROM badges, generate_series(1, 3);

INSERT INTO challenges (game_id, challenger_id, opponent_id, expires_at)
SELECT 1, u.id, u.id - 1, now() + interval '1 day' FROM users u, generate_series(1, 3)
WHERE u.id > (SELECT min(id) FROM users) AND u.discord_user_id LIKE 'generated-%';

INSERT INTO audit (caller, action, subject, detail)
SELECT 'generator', 'score.void', 'score ' || i, '{}' FROM generate_series(1, :users) i;

INSERT INTO discord_messages (channel, content, state, ended_at)
SELECT 'achievement', 'generated ' || i, 'posted', now() FROM generate_series(1, :users) i;

ANALYZE;
