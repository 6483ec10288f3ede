"""Two gateways, one limit: what passes in all, with Redis, while it is killed, and after it is back.

usage: limits.py GATEWAY_PORT,GATEWAY_PORT RATE BURST SECONDS REDIS_PID REDIS_COMMAND...
The Redis that it starts anew ends with it.
"""
import asyncio
import collections
import os
import signal
import subprocess
import sys
import time

from wire import Client, open_files

ports = [int(port) for port in sys.argv[1].split(",")]
rate, burst, seconds, redis_pid = (int(word) for word in sys.argv[2:6])
redis_command = sys.argv[6:]
CLIENTS = 16


async def client(port, seen, slowest):
    connection = Client(port)
    while True:
        begun = time.monotonic()
        seen[await connection.ask("GET", "/limited/x")] += 1
        slowest[0] = max(slowest[0], time.monotonic() - begun)


async def phase(name, seen, slowest, gateways):
    seen.clear()
    slowest[0] = 0
    begun = time.monotonic()
    await asyncio.sleep(seconds)
    took = time.monotonic() - begun
    total, passed = sum(seen.values()), seen[200]
    others = {status or "broken off": count for status, count in seen.items() if status not in (200, 429)}
    print(f"{name:34} {total:6} requests in {took:.1f} s, passed {passed} ({passed / took:.0f}/s; the limit lets "
          f"{rate * gateways}/s pass), 429: {seen[429]}, others: {others or 0}, slowest {1000 * slowest[0]:.0f} ms", flush=True)


async def main():
    open_files(1000)
    seen, slowest = collections.Counter(), [0.0]
    clients = [asyncio.create_task(client(port, seen, slowest)) for port in ports for _ in range(CLIENTS)]
    print(f"{len(ports)} processes, {CLIENTS} clients each; {rate}/s and a burst of {burst} for the address they share")
    begun = time.monotonic()
    while time.monotonic() - begun < 2 or seen[429] < burst:
        await asyncio.sleep(0.1)
    await phase("with Redis", seen, slowest, 1)
    os.kill(redis_pid, signal.SIGKILL)
    await phase("Redis killed", seen, slowest, len(ports))
    again = subprocess.Popen(redis_command, stdout=subprocess.DEVNULL)
    try:
        await phase("Redis back, coming to terms", seen, slowest, 1)
        await phase("with Redis again", seen, slowest, 1)
        for task in clients:
            task.cancel()
    finally:
        again.terminate()
        again.wait()


asyncio.run(main())
