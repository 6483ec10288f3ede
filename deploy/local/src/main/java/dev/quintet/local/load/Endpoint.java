package dev.quintet.local.load;

/** A row of the closing table. */
enum Endpoint {
    HEALTH("GET /health"),
    KEYS("/api/keys"),
    EVENTS("GET /api/events"),
    LOOKUP("GET /company"),
    LOOKUP_BATCH("POST /companies/lookup"),
    ITEM_CREATE("POST /items/"),
    ITEM_READ("GET /items/{id}"),
    TASK_CREATE("POST /api/tasks"),
    TASK_READ("GET /api/tasks/{id}?wait="),
    TASK_BATCH("POST /api/tasks/batch"),
    QUEUES("GET /api/queues"),
    BADGE_REGISTER("POST /badge/register"),
    BADGE_CLAIM("POST /badge/claim"),
    SCORE("POST /games/me/{game}"),
    MY_SCORES("GET /games/me"),
    LEADERBOARD("GET /games/leaderboard/{game}"),
    WORKLOAD_TYPES("GET /api/workload/types"),
    WORKLOAD_TARGETS("GET /api/workload/targets"),
    WORKLOAD_ACTIVE("GET /api/workload/active"),
    WORKLOAD_START("POST /api/workload/start"),
    WORKLOAD_STOP("POST /api/workload/stop/{id}"),
    FAULT_START("POST /api/anomaly/start"),
    FAULTS("GET /api/anomaly/active"),
    RANKS("GET /api/anomaly/ranks"),
    DIAGNOSIS("GET /api/anomaly/diagnosis"),
    METRICS("GET /api/metrics"),
    OTHER("others");

    private final String label;

    Endpoint(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
