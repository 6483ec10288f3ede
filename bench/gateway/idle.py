"""Opens connections, asks once on each, and keeps them: what does the gateway hold then?

usage: idle.py PORT PID COUNT
"""
import asyncio
import sys

from wire import open_files, resident

port, pid, count = (int(word) for word in sys.argv[1:4])
open_files(count + 100)


async def ask(reader, writer):
    writer.write(b"GET /bare/x HTTP/1.1\r\nHost: bench\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
    await reader.readexactly(length)
    return b" 200 " in head.split(b"\r\n")[0]


async def main():
    before = resident(pid)
    kept = []
    for begin in range(0, count, 200):
        batch = await asyncio.gather(
            *(asyncio.open_connection("127.0.0.1", port) for _ in range(min(200, count - begin))))
        good = await asyncio.gather(*(ask(*one) for one in batch))
        if not all(good):
            sys.exit("idle: a request failed")
        kept += batch
    await asyncio.sleep(5)
    held = resident(pid)
    good = await asyncio.gather(*(ask(*one) for one in kept[:: count // 500 or 1]))
    print(f"idle keep-alive connections: {count}, each was used once; resident before {before} MB, with them {held} MB, "
          f"{sum(good)} of {len(good)} asked again answer")
    for _, writer in kept:
        writer.close()


asyncio.run(main())
