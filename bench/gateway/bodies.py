"""A body of one GiB each way, to a side that reads as fast as it can and to one that reads slowly.

usage: bodies.py UPSTREAM_PORT GATEWAY_PORT GATEWAY_PID
"""
import socket
import sys
import threading
import time
import zlib

from wire import resident

upstream_port, gateway_port, pid = (int(word) for word in sys.argv[1:4])
SIZE = 1 << 30
PIECE = bytes(range(256)) * 1024
SLOW_BYTES_A_SECOND = 100_000_000


def head_of(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(1)
    return head


def send(connection):
    for _ in range(SIZE // len(PIECE)):
        connection.sendall(PIECE)


def receive(connection, slow):
    """The checksum of SIZE bytes."""
    left, seen, begun = SIZE, 0, time.monotonic()
    while left > 0:
        piece = connection.recv(min(left, 1 << 18))
        if not piece:
            raise SystemExit(f"the body broke off, {left} bytes are missing")
        seen = zlib.crc32(piece, seen)
        left -= len(piece)
        if slow:
            early = begun + (SIZE - left) / SLOW_BYTES_A_SECOND - time.monotonic()
            if early > 0.02:
                time.sleep(early)
    return seen


def serve(connection):
    head = head_of(connection)
    if head.startswith(b"GET"):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % SIZE)
        send(connection)
    else:
        text = b"%d" % receive(connection, b"/slow" in head)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))
    connection.close()


def listen(listener):
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()


def download(slow):
    with socket.create_connection(("127.0.0.1", gateway_port)) as connection:
        connection.sendall(b"GET /bodies/%s HTTP/1.1\r\nHost: bench\r\n\r\n" % (b"slow" if slow else b"fast"))
        head_of(connection)
        return receive(connection, slow)


def upload(slow):
    with socket.create_connection(("127.0.0.1", gateway_port)) as connection:
        connection.sendall(b"POST /bodies/%s HTTP/1.1\r\nHost: bench\r\nContent-Length: %d\r\n\r\n"
                           % (b"slow" if slow else b"fast", SIZE))
        send(connection)
        head_of(connection)
        return int(connection.recv(64))


def measured(name, work):
    peak, over = [resident(pid)], threading.Event()

    def watch():
        while not over.wait(0.05):
            peak.append(resident(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.monotonic()
    checksum = work()
    seconds = time.monotonic() - begun
    over.set()
    watcher.join()
    if checksum != expected:
        raise SystemExit(f"{name}: not the bytes that were sent")
    print(f"{name:40} {SIZE / seconds / 1e6:6.0f} MB/s  resident before {peak[0]} MB, at most {max(peak)} MB")


expected = 0
for _ in range(SIZE // len(PIECE)):
    expected = zlib.crc32(PIECE, expected)
server = socket.create_server(("127.0.0.1", upstream_port))
threading.Thread(target=listen, args=(server,), daemon=True).start()
measured("1 GiB to the client", lambda: download(False))
measured("1 GiB to a client that reads slowly", lambda: download(True))
measured("1 GiB to the service", lambda: upload(False))
measured("1 GiB to a service that reads slowly", lambda: upload(True))
