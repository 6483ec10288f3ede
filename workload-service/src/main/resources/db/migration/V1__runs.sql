-- Runs of workloads and preparations; ids begin with their time, so their order is that of time.
CREATE TABLE run (
    id         TEXT PRIMARY KEY,
    type       TEXT        NOT NULL,
    target     TEXT        NOT NULL,
    status     TEXT        NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    view       JSONB       NOT NULL,
    -- HdrHistogram, microseconds, compressed and in base64; null until the run ends.
    latency    TEXT
);

CREATE INDEX run_by_type ON run (type, id DESC);
CREATE INDEX run_by_target ON run (target, id DESC);
CREATE INDEX run_by_status ON run (status, id DESC);
CREATE INDEX run_by_creation ON run (created_at);

CREATE TABLE run_report (
    run_id TEXT   NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    second BIGINT NOT NULL,
    report JSONB  NOT NULL,
    PRIMARY KEY (run_id, second)
);
