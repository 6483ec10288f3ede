-- Databases that operators keep under a name.
CREATE TABLE target (
    name         TEXT PRIMARY KEY,
    nodes        JSONB   NOT NULL,
    account      TEXT    NOT NULL,
    -- AES-256-GCM with the name as additional data: nonce and ciphertext, in base64.
    password     TEXT    NOT NULL,
    one_database BOOLEAN NOT NULL
);
