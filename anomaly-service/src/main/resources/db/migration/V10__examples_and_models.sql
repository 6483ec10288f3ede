-- Labelled anomalies that causes are learned from: rows of values before and since, one after the other. NaN = not
-- measured. The origin (a fault, or a node's anomaly that somebody judged) makes each count once.
CREATE TABLE example (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin     TEXT NOT NULL UNIQUE,
    cause      TEXT NOT NULL,
    node       TEXT NOT NULL,
    since      TIMESTAMPTZ NOT NULL,
    metrics    TEXT[] NOT NULL,
    calm       REAL[] NOT NULL,
    anomalous  REAL[] NOT NULL
);
CREATE INDEX example_since ON example (since);

-- A model is its examples: learning them again gives the same model.
CREATE TABLE model (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at  TIMESTAMPTZ NOT NULL,
    examples    BIGINT[] NOT NULL,
    causes      TEXT[] NOT NULL,
    held_back   INT NOT NULL,
    named       DOUBLE PRECISION,
    before      DOUBLE PRECISION,
    active      BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX model_active ON model (active) WHERE active;
