-- Experiments: what was asked for, their label windows and what came of them, as the API answers it.
CREATE TABLE experiment (
    id      TEXT PRIMARY KEY,
    life    TEXT NOT NULL,
    status  TEXT NOT NULL,
    view    JSONB NOT NULL
);
CREATE INDEX experiment_status ON experiment (status, id);

-- Every node's samples while an experiment's run lasted, with the rank of that moment; NaN = not measured.
CREATE TABLE experiment_sample (
    experiment_id  TEXT NOT NULL REFERENCES experiment ON DELETE CASCADE,
    run            INT NOT NULL,
    node           TEXT NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    columns_id     INT NOT NULL REFERENCES metric_columns,
    "values"       REAL[] NOT NULL,
    rank           REAL,
    PRIMARY KEY (experiment_id, run, node, at)
);

-- What the diagnosis said while faults were due.
CREATE TABLE experiment_diagnosis (
    experiment_id  TEXT NOT NULL REFERENCES experiment ON DELETE CASCADE,
    run            INT NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    diagnoses      JSONB NOT NULL,
    PRIMARY KEY (experiment_id, run, at)
);

-- A run's load, second by second, as the workload-service reported it.
CREATE TABLE experiment_load (
    experiment_id  TEXT NOT NULL REFERENCES experiment ON DELETE CASCADE,
    run            INT NOT NULL,
    seconds        JSONB NOT NULL,
    PRIMARY KEY (experiment_id, run)
);
