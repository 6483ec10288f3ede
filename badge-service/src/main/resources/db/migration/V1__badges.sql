-- People, as the bot knows them. discord_user_id never changes on Discord; the handle may.
CREATE TABLE users (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    discord_user_id text NOT NULL UNIQUE CHECK (char_length(discord_user_id) BETWEEN 1 AND 32),
    discord_handle  text NOT NULL CHECK (char_length(discord_handle) BETWEEN 1 AND 64),
    first_name      text CHECK (char_length(first_name) <= 100),
    last_name       text CHECK (char_length(last_name) <= 100),
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX users_by_handle ON users (lower(discord_handle));

CREATE TABLE staff (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    discord_user_id text NOT NULL UNIQUE CHECK (char_length(discord_user_id) BETWEEN 1 AND 32),
    discord_handle  text NOT NULL CHECK (char_length(discord_handle) BETWEEN 1 AND 64)
);

-- A claimed badge. The unique pair is what makes a claim happen once.
CREATE TABLE badges (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uuid        text NOT NULL CHECK (char_length(uuid) BETWEEN 1 AND 128),
    mac_address text NOT NULL CHECK (char_length(mac_address) BETWEEN 1 AND 128),
    user_id     bigint NOT NULL REFERENCES users,
    status      jsonb,
    status_at   timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (uuid, mac_address)
);
CREATE INDEX badges_by_user ON badges (user_id);

CREATE TABLE games (
    id   int PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}$'),
    name text NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 1 AND 64)
);

-- duration_ms: thousandths of the badge's own unit. The same score twice is one score.
CREATE TABLE scores (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    badge_id    bigint NOT NULL REFERENCES badges,
    game_id     int NOT NULL REFERENCES games,
    score       bigint NOT NULL CHECK (score BETWEEN 0 AND 9007199254740991),
    duration_ms bigint NOT NULL CHECK (duration_ms BETWEEN 0 AND 1000000000000),
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (badge_id, game_id, score, duration_ms)
);
CREATE INDEX scores_best ON scores (game_id, score DESC, duration_ms, id);
CREATE INDEX scores_recent ON scores (game_id, id);

CREATE TABLE achievements (
    id          int PRIMARY KEY,
    name        text NOT NULL UNIQUE,
    points      int NOT NULL CHECK (points >= 0),
    description text NOT NULL
);

CREATE TABLE user_achievements (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id        bigint NOT NULL REFERENCES users,
    achievement_id int NOT NULL REFERENCES achievements,
    created_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, achievement_id)
);

-- What badges did; event_id is the original's number of the kind (17: something was unlocked).
CREATE TABLE events (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   int NOT NULL,
    badge_id   bigint NOT NULL REFERENCES badges,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX events_by_badge ON events (badge_id, id);

CREATE TABLE challenges (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    game_id             int NOT NULL REFERENCES games,
    challenger_id       bigint NOT NULL REFERENCES users,
    opponent_id         bigint NOT NULL REFERENCES users,
    state               text NOT NULL DEFAULT 'offered'
                        CHECK (state IN ('offered', 'accepted', 'declined', 'expired', 'won', 'drawn')),
    challenger_score_id bigint REFERENCES scores,
    opponent_score_id   bigint REFERENCES scores,
    winner_id           bigint REFERENCES users,
    created_at          timestamptz NOT NULL DEFAULT now(),
    accepted_at         timestamptz,
    expires_at          timestamptz NOT NULL,
    ended_at            timestamptz,
    CHECK (challenger_id <> opponent_id),
    CHECK (winner_id IS NULL OR winner_id IN (challenger_id, opponent_id)),
    CHECK ((state = 'won') = (winner_id IS NOT NULL)),
    CHECK ((state IN ('offered', 'accepted')) = (ended_at IS NULL)),
    CHECK (state NOT IN ('won', 'drawn') OR (challenger_score_id IS NOT NULL AND opponent_score_id IS NOT NULL))
);
CREATE INDEX challenges_by_challenger ON challenges (challenger_id, id);
CREATE INDEX challenges_by_opponent ON challenges (opponent_id, id);
CREATE INDEX challenges_running ON challenges (expires_at) WHERE state IN ('offered', 'accepted');

-- What a badge shows next.
CREATE TABLE event_queue (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    badge_id      bigint NOT NULL REFERENCES badges,
    badge_action  text NOT NULL CHECK (char_length(badge_action) BETWEEN 1 AND 64),
    event_message text NOT NULL CHECK (char_length(event_message) <= 500),
    created_at    timestamptz NOT NULL DEFAULT now(),
    read_at       timestamptz
);
CREATE INDEX event_queue_unread ON event_queue (badge_id, id) WHERE read_at IS NULL;
CREATE INDEX event_queue_by_badge ON event_queue (badge_id, id);

CREATE TABLE mac_registrations (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mac_address text NOT NULL CHECK (char_length(mac_address) BETWEEN 1 AND 128),
    chip_id     text NOT NULL CHECK (char_length(chip_id) BETWEEN 1 AND 128),
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (mac_address, chip_id)
);

CREATE TABLE alcohol_readings (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    badge_id   bigint NOT NULL REFERENCES badges,
    reading    numeric(12, 4) NOT NULL CHECK (reading >= 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX alcohol_readings_best ON alcohol_readings (reading DESC, id);
CREATE INDEX alcohol_readings_by_badge ON alcohol_readings (badge_id, id);

-- Work accepted but not yet done. The row is the idempotency key: who does the work deletes it in the same transaction.
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream     text NOT NULL,
    kind       text NOT NULL,
    payload    jsonb NOT NULL,
    attempts   int NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_due ON outbox (due_at);
