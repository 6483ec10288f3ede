"""What the parts of the bench share: a client of HTTP/1.1 that keeps its connection, and what the kernel says of a process."""
import asyncio
import resource


def open_files(count):
    """Lets this process open so many, or ends with what is missing."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count:
        raise SystemExit(f"{count} open files are needed, {hard} are allowed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def of_process(pid, field):
    """A line of /proc/PID/status: VmRSS in KiB, Threads."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field))


def resident(pid):
    """Megabytes."""
    return of_process(pid, "VmRSS") // 1024


class Client:
    """One connection. A request that breaks is counted as status 0, and the next one connects again."""

    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def ask(self, method, path, headers="", body=b""):
        try:
            if self.writer is None:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            length = f"Content-Length: {len(body)}\r\n" if body else ""
            self.writer.write(f"{method} {path} HTTP/1.1\r\nHost: bench\r\n{headers}{length}\r\n".encode() + body)
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            announced = [line for line in head.split("\r\n") if line.startswith("content-length:")]
            if announced:
                await self.reader.readexactly(int(announced[0].split(":")[1]))
            if "connection: close" in head:
                self.close()
            return int(head.split(" ")[1])
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return 0

    def close(self):
        if self.writer is not None:
            self.writer.close()
        self.writer = None
