#!/usr/bin/env python3
# A worker for Quintet's tasks (docs/task-wire-form.md). Settings: REDIS_HOST, REDIS_PORT, REDIS_PASSWORD, QUINTET_QUEUE.
import json, os, socket, threading, time, uuid

class Redis:
    def __init__(self):
        self.socket = socket.create_connection((os.environ.get("REDIS_HOST", "127.0.0.1"), os.environ.get("REDIS_PORT", "6379")), 30)
        self.answers, self.lock = self.socket.makefile("rb"), threading.Lock()
        if os.environ.get("REDIS_PASSWORD"):
            self("AUTH", os.environ["REDIS_PASSWORD"])

    def __call__(self, *words):
        words = [str(word).encode() for word in words]
        with self.lock:
            self.socket.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
            return self.answer()

    def answer(self):
        kind, rest = (line := self.answers.readline().rstrip(b"\r\n"))[:1], line[1:]
        if kind in b"-" or not line:
            raise RuntimeError(rest.decode() or "Redis closed the connection")
        if kind == b"$":
            return None if rest == b"-1" else self.answers.read(int(rest) + 2)[:-2].decode()
        return [self.answer() for _ in range(int(rest))] if kind == b"*" else rest.decode()

def reverse(payload, progress):
    progress(0.5, "half way")
    return payload[::-1]

HANDLERS = {"py.reverse": reverse}
QUEUE, LEASE, STARTED = os.environ.get("QUINTET_QUEUE", "default"), 30_000, int(time.time() * 1000)
BASE, WORKER = "{quintet:tasks:%s}" % QUEUE, "python-" + uuid.uuid4().hex[:8]
redis, waiting, held = Redis(), Redis(), {}

def script(name, *arguments):
    return redis("EVAL", redis("HGET", BASE + ":scripts", name), 1, BASE, *arguments)

def keep_alive():
    while True:
        about = {"queue": QUEUE, "slots": 1, "types": list(HANDLERS), "running": list(held.values()), "startedAt": STARTED}
        script("heartbeat", WORKER, json.dumps(about), LEASE, *(word for pair in list(held) for word in pair))
        time.sleep(LEASE / 3000)

def run(now, task, token, attempt, type, options, payload, trace, created):
    held[task, token] = {"id": task, "type": type, "attempt": int(attempt), "startedAt": int(now)}
    try:
        end = "succeeded", json.dumps(HANDLERS[type](json.loads(payload), lambda part, text: script("progress", task, token, part, text))), 0
    except Exception as failure:
        end = "retry", json.dumps({"kind": "handler", "message": str(failure), "attempt": int(attempt)}), 1000
    script("finish", task, token, *end)
    del held[task, token]

streams = [BASE + part for part in (":stream:high", ":stream:normal", ":stream:low", *(":parked:" + t for t in HANDLERS))]
threading.Thread(target=keep_alive, daemon=True).start()
while True:
    claimed = script("claim", WORKER, 1, LEASE, *HANDLERS)
    for at in range(2, len(claimed), 8):
        run(claimed[1], *claimed[at:at + 8])
    if len(claimed) <= 2:
        waiting("XREAD", "COUNT", 1, "BLOCK", 1000, "STREAMS", *streams, *("0" for _ in streams)) if claimed[0] == "ok" else time.sleep(0.25)
