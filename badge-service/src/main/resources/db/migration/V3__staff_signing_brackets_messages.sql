-- Whether a game takes unsigned scores, and what is plausible in it; null: anything.
ALTER TABLE games
    ADD COLUMN signing text NOT NULL DEFAULT 'accepted' CHECK (signing IN ('accepted', 'required')),
    ADD COLUMN max_score bigint CHECK (max_score BETWEEN 0 AND 9007199254740991),
    ADD COLUMN max_score_per_second bigint CHECK (max_score_per_second BETWEEN 1 AND 1000000000);

-- A badge's own secret, and the highest counter it has signed with.
ALTER TABLE badges
    ADD COLUMN sign_key bytea CHECK (octet_length(sign_key) = 32),
    ADD COLUMN sign_counter bigint NOT NULL DEFAULT 0;

CREATE TABLE brackets (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9-]{1,32}$')
);
ALTER TABLE users ADD COLUMN bracket_id int REFERENCES brackets;

-- kept: counts; held: waits for staff; void: staff have taken it away, and it does not come back by being sent again.
ALTER TABLE scores ADD COLUMN state text NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'held', 'void'));
DROP INDEX scores_best;
DROP INDEX scores_recent;
CREATE INDEX scores_best ON scores (game_id, score DESC, duration_ms, id) WHERE state = 'kept';
CREATE INDEX scores_recent ON scores (game_id, id) WHERE state = 'kept';
CREATE INDEX scores_held ON scores (id) WHERE state = 'held';

-- From this instant on the public sees the boards as they stood then; null: live.
CREATE TABLE scoreboard (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    freeze_at timestamptz
);
INSERT INTO scoreboard DEFAULT VALUES;

-- What staff did, written in the transaction that does it.
CREATE TABLE audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    caller  text NOT NULL CHECK (char_length(caller) BETWEEN 1 AND 200),
    action  text NOT NULL CHECK (char_length(action) BETWEEN 1 AND 64),
    subject text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 200),
    detail  jsonb NOT NULL
);

-- Messages on their way to Discord. sends counts attempts of which it is not known that they failed.
CREATE TABLE discord_messages (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel     text NOT NULL CHECK (channel IN ('achievement', 'community-message', 'fact')),
    content     text NOT NULL CHECK (char_length(content) BETWEEN 1 AND 2000),
    state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'posted', 'refused', 'unsure')),
    sends       int NOT NULL DEFAULT 0 CHECK (sends BETWEEN 0 AND 2),
    lease_until timestamptz,
    discord_id  text,
    note        text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    ended_at    timestamptz,
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX discord_messages_waiting ON discord_messages (id) WHERE state = 'waiting';
