-- What a fault changed in a node's database, written before the change and deleted after it is undone.
CREATE TABLE undo (
    fault_id    TEXT PRIMARY KEY,
    life        TEXT NOT NULL,
    type        TEXT NOT NULL,
    node        TEXT NOT NULL,
    statements  TEXT[] NOT NULL,
    written_at  TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- Who did what, and what became of faults.
CREATE TABLE audit (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        TIMESTAMPTZ NOT NULL,
    caller    TEXT NOT NULL,
    action    TEXT NOT NULL,
    fault_id  TEXT,
    type      TEXT,
    node      TEXT,
    severity  TEXT,
    detail    TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);

-- The metrics' names, in the order of the values of a row of metric_history.
CREATE TABLE metric_columns (
    id     INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    names  TEXT[] NOT NULL UNIQUE
);

-- Samples (0) and their means over 10 and 60 s, kept for different times. NaN = not measured.
CREATE TABLE metric_history (
    seconds     SMALLINT NOT NULL,
    node        TEXT NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    columns_id  INT NOT NULL REFERENCES metric_columns,
    "values"    REAL[] NOT NULL,
    PRIMARY KEY (seconds, node, at)
);
CREATE INDEX metric_history_at ON metric_history (seconds, at);
