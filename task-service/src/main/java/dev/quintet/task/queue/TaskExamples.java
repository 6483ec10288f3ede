package dev.quintet.task.queue;

/** What the API's description shows of tasks. */
public final class TaskExamples {
    /** A task that was just accepted. */
    public static final String WAITING =
            """
            {"id":"01kamq3v5r8t0w2y4z6b8d0f2h","queue":"default","type":"cpu.sum","state":"waiting","priority":"high",
            "payload":{"n":1000000},"tags":["demo"],"attempts":0,"maxAttempts":5,"createdAt":"2026-01-01T00:00:00Z"}""";

    /** A task that a worker has. */
    public static final String RUNNING =
            """
            {"id":"01kamq3v5r8t0w2y4z6b8d0f2h","queue":"default","type":"sleep","state":"running","priority":"normal",
            "payload":{"millis":60000},"tags":[],"attempts":1,"maxAttempts":5,"progress":{"value":0.5,"message":""},
            "createdAt":"2026-01-01T00:00:00Z","startedAt":"2026-01-01T00:00:00.002Z","worker":"worker-1"}""";

    /** A task that was done. */
    public static final String SUCCEEDED =
            """
            {"id":"01kamq3v5r8t0w2y4z6b8d0f2h","queue":"default","type":"cpu.sum","state":"succeeded","priority":"high",
            "payload":{"n":1000000},"tags":["demo"],"attempts":1,"maxAttempts":5,"result":{"sum":499999500000},
            "createdAt":"2026-01-01T00:00:00Z","startedAt":"2026-01-01T00:00:00.002Z",
            "endedAt":"2026-01-01T00:00:00.005Z","worker":"worker-1"}""";

    /** A task that was cancelled before anybody had it. */
    public static final String CANCELLED =
            """
            {"id":"01kamq3v5r8t0w2y4z6b8d0f2h","queue":"default","type":"echo","state":"cancelled","priority":"normal",
            "payload":null,"tags":[],"attempts":0,"maxAttempts":5,"createdAt":"2026-01-01T00:00:00Z",
            "endedAt":"2026-01-01T00:01:00Z"}""";

    /** A page of the list. */
    public static final String PAGE =
            """
            {"tasks":[{"id":"01kamq3v5r8t0w2y4z6b8d0f2h","queue":"default","type":"cpu.sum","state":"succeeded",
            "priority":"high","tags":["demo"],"attempts":1,"maxAttempts":5,"createdAt":"2026-01-01T00:00:00Z",
            "startedAt":"2026-01-01T00:00:00.002Z","endedAt":"2026-01-01T00:00:00.005Z","worker":"worker-1"}],
            "next":"01kamq3v5r8t0w2y4z6b8d0f2h"}""";

    /** A page of the dead letters. */
    public static final String DEAD_PAGE =
            """
            {"tasks":[{"id":"01kamq3v5r8t0w2y4z6b8d0f2h","queue":"default","type":"sleep","state":"dead",
            "priority":"normal","tags":[],"attempts":5,"maxAttempts":5,
            "error":{"kind":"timeout","message":"The attempt took longer than 100 ms.","attempt":5},
            "createdAt":"2026-01-01T00:00:00Z","startedAt":"2026-01-01T00:00:20Z","endedAt":"2026-01-01T00:00:21Z"}]}""";

    /** A queue's figures. */
    public static final String QUEUE =
            """
            {"name":"default","paused":false,"maxBacklog":250000,"waiting":12,"waitingByPriority":{"high":0,"normal":12,"low":0},"delayed":1,
            "running":32,"dead":0,"ended":3,"lag":12,"oldestAgeSeconds":0.8,"rates":{"enqueued":40.0,"succeeded":39.5},
            "totals":{"enqueued":48,"succeeded":3}}""";

    private TaskExamples() {}
}
