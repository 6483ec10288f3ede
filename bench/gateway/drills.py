"""Three instances of a service, one of which falls sick in a different way every few seconds, and what clients see of it.

usage: drills.py GATEWAY_PORT SECONDS INSTANCE_PORT...
"""
import asyncio
import collections
import os
import random
import sys
import time

from wire import Client, open_files

gateway = int(sys.argv[1])
seconds = float(sys.argv[2])
CLIENTS, PAUSE, POSTS = 40, 0.04, 0.2
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine"


class Instance:
    def __init__(self, port):
        self.port = port
        self.mood = "well"
        self.asked = 0
        self.server = None
        self.open = set()

    async def lives(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", self.port, backlog=1024)

    def dies(self):
        self.server.close()
        for writer in list(self.open):
            writer.transport.abort()

    async def serve(self, reader, writer):
        self.open.add(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b"/q/health/ready" in head:
                    # Its readiness check knows nothing of the sickness: only its answers show it.
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"status\":\"UP\"}")
                    continue
                if head.startswith(b"POST"):
                    await reader.readexactly(4)
                self.asked += 1
                if self.mood == "hangs":
                    await asyncio.sleep(3600)
                elif self.mood == "resets":
                    writer.transport.abort()
                    return
                elif self.mood == "breaks off":
                    writer.write(ANSWER[:-2])
                    await writer.drain()
                    writer.transport.abort()
                    return
                elif self.mood == "slow":
                    await asyncio.sleep(0.3)
                writer.write(ANSWER)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open.discard(writer)
            writer.close()


class Load:
    def __init__(self):
        self.seen = collections.Counter()
        self.times = []
        self.last_error = 0.0

    async def client(self):
        connection = Client(gateway)
        while True:
            method = "POST" if random.random() < POSTS else "GET"
            begun = time.monotonic()
            status = await connection.ask(method, "/drill/x", body=b"body" if method == "POST" else b"")
            self.times.append(time.monotonic() - begun)
            self.seen[method, status] += 1
            if status != 200:
                self.last_error = time.monotonic()
            await asyncio.sleep(random.uniform(0, 2 * PAUSE))

    def begin(self):
        self.seen.clear()
        self.times.clear()
        self.last_error = 0.0


async def phase(name, load, instances):
    load.begin()
    before = [one.asked for one in instances]
    begun = time.monotonic()
    await asyncio.sleep(seconds)
    times = sorted(load.times)
    errors = {f"{method} {status or 'broken off'}": count
              for (method, status), count in sorted(load.seen.items()) if status != 200}
    total = sum(load.seen.values())
    until = f", the last after {load.last_error - begun:.1f} s" if errors else ""
    shares = "/".join(str(one.asked - was) for one, was in zip(instances, before))
    print(f"{name:38} {total:6} requests  errors {sum(errors.values()):4} {errors or ''}{until}  "
          f"p99 {1000 * times[len(times) * 99 // 100]:.0f} ms  reached {shares}", flush=True)


async def main():
    open_files(1000)
    instances = [Instance(int(port)) for port in sys.argv[3:]]
    for one in instances:
        await one.lives()
    sick = instances[0]
    load = Load()
    clients = [asyncio.create_task(load.client()) for _ in range(CLIENTS)]  # noqa: F841, tasks end with their last reference
    await asyncio.sleep(2)
    print(f"{CLIENTS} clients, a fifth of the requests POST, one of {len(instances)} instances is sick, {seconds:g} s each")
    await phase("all well", load, instances)
    sick.dies()
    await phase("one dies", load, instances)
    await sick.lives()
    await phase("it comes back", load, instances)
    for mood in ("resets", "breaks off", "hangs", "slow"):
        sick.mood = mood
        await phase({"breaks off": "one breaks its answers off", "hangs": "one hangs (first byte within 1 s)",
                     "slow": "one answers after 300 ms"}.get(mood, f"one {mood}"), load, instances)
        sick.mood = "well"
        await phase("  and is well again", load, instances)
    for one in instances:
        one.dies()
    await phase("all die", load, instances)
    for one in instances:
        await one.lives()
    await phase("all come back", load, instances)
    sys.stdout.flush()
    # Requests that hang still wait; nobody waits for them.
    os._exit(0)


asyncio.run(main())
