"""A thousand listeners on /api/events: threads, memory, how late an event comes, and that nothing is missed on resuming.

usage: listeners.py GATEWAY_PORT GATEWAY_PID KEY REDIS_PORT [COUNT]
"""
import asyncio
import json
import sys
import time

from wire import of_process, open_files, resident

port, pid, redis_port = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4])
key = sys.argv[3]
count = int(sys.argv[5]) if len(sys.argv) > 5 else 1000
LIVE, MISSED = 20, 50


async def redis():
    return await asyncio.open_connection("127.0.0.1", redis_port)


async def publish(connection, number):
    event = json.dumps({"service": "bench", "kind": "bench.event", "subject": str(number), "message": "", "data": {},
                        "time": "2026-01-01T00:00:00Z"})
    words = ["XADD", "quintet:events", "*", "event", event]
    reader, writer = connection
    writer.write(f"*{len(words)}\r\n".encode() + b"".join(f"${len(w)}\r\n{w}\r\n".encode() for w in words))
    await reader.readline()
    await reader.readline()


async def listen(last=None):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    resume = f"Last-Event-ID: {last}\r\n" if last else ""
    writer.write(f"GET /api/events?kind=bench.* HTTP/1.1\r\nHost: bench\r\nX-API-Key: {key}\r\n{resume}\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head:
        raise SystemExit(f"a listener was refused: {head.decode()}")
    await until(reader, b": here is the live feed")
    return reader, writer


async def until(reader, begin):
    while True:
        line = await reader.readline()
        if not line:
            raise SystemExit("a listener was cut off")
        if line.startswith(begin):
            return line


async def event(listener):
    """Its id, its number, and when it came."""
    number = await until(listener[0], b"id: ")
    data = json.loads((await until(listener[0], b"data: "))[6:])
    return number[4:].strip().decode(), int(data["subject"]), time.monotonic()


async def all_of(make):
    done = []
    for begin in range(0, count, 100):
        done += await asyncio.gather(*(make(i) for i in range(begin, min(count, begin + 100))))
    return done


async def main():
    open_files(count + 100)
    threads, memory = of_process(pid, "Threads"), resident(pid)
    listeners = await all_of(lambda i: listen())
    print(f"listeners: {count}; threads of the gateway before {threads}, with them {of_process(pid, 'Threads')}; "
          f"resident before {memory} MB, with them {resident(pid)} MB")
    connection = await redis()
    late, last = [], None
    for number in range(LIVE):
        sent = time.monotonic()
        waiting = asyncio.gather(*(event(listener) for listener in listeners))
        await publish(connection, number)
        came = await waiting
        late += [1000 * (at - sent) for _, _, at in came]
        last = came[0][0]
    late.sort()
    print(f"{LIVE} events to each: p50 {late[len(late) // 2]:.1f} ms, p99 {late[len(late) * 99 // 100]:.1f} ms, "
          f"slowest {late[-1]:.1f} ms after it was written to Redis (all read by one Python process)")
    for _, writer in listeners:
        writer.close()
    for number in range(MISSED):
        await publish(connection, number)
    again = await all_of(lambda i: listen(last))
    whole = 0
    for listener in again:
        got = [(await event(listener))[1] for _ in range(MISSED)]
        whole += got == list(range(MISSED))
    print(f"resumed after {MISSED} missed events: {whole} of {count} got each once and in order")
    for _, writer in again:
        writer.close()


asyncio.run(main())
