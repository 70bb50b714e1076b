#!/usr/bin/env python3
"""Sends requests at a steady rate, whatever the answers take (an open loop), and writes what came.

open_loop.py ADDRESS PATHS RATE SECONDS OUT [STOP]

PATHS holds a path a line, taken in turn. RATE 0 sends the next request of each of 64 connections as
soon as its answer is there, which finds the capacity. OUT gets a JSON object: the rate reached, the
percentiles of the latency in milliseconds, from the moment at which a request was due, the count of
each status, and for each path the distinct bodies by hash. It ends after SECONDS, or sooner, when
the file STOP exists.
"""

import asyncio
import collections
import hashlib
import json
import os
import sys
import time

CONNECTIONS = 64


class Outcome:
    def __init__(self):
        self.latencies = []
        self.statuses = collections.Counter()
        self.bodies = collections.defaultdict(set)

    def note(self, path, status, body, due):
        self.latencies.append(time.perf_counter() - due)
        self.statuses[status] += 1
        self.bodies[path].add(hashlib.sha256(body).hexdigest()[:16])

    def summary(self, seconds):
        ordered = sorted(self.latencies) or [0]
        def at(part):
            return round(ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000, 3)
        return {
            "requests": len(self.latencies),
            "rate": round(len(self.latencies) / seconds, 1),
            "p50_ms": at(0.5),
            "p99_ms": at(0.99),
            "max_ms": round(ordered[-1] * 1000, 3),
            "statuses": dict(self.statuses),
            "bodies": {path: sorted(hashes) for path, hashes in self.bodies.items()},
        }


async def ask(reader, writer, host, path):
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = 0
    for line in head.split(b"\r\n")[1:]:
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return status, await reader.readexactly(length)


async def client(due_requests, address, outcome):
    """Takes what is due from the queue, one request at a time."""
    host, port = address
    reader, writer = await asyncio.open_connection(host, port)
    while (request := await due_requests.get()) is not None:
        due, path = request
        try:
            status, body = await ask(reader, writer, host, path)
        except (asyncio.IncompleteReadError, ConnectionError):
            status, body = 0, b""
            reader, writer = await asyncio.open_connection(host, port)
        outcome.note(path, status, body, due)
    writer.close()


async def closed_client(paths, address, outcome, end):
    host, port = address
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < end:
        path, due = next(paths), time.perf_counter()
        status, body = await ask(reader, writer, host, path)
        outcome.note(path, status, body, due)
    writer.close()


async def main(address, paths, rate, seconds, out, stop):
    host, port = address.removeprefix("http://").split(":")
    address = (host, int(port))
    with open(paths, encoding="utf-8") as lines:
        paths = [line.strip() for line in lines if line.strip()]
    def turns():
        while True:
            yield from paths
    turn, outcome, began = turns(), Outcome(), time.perf_counter()
    if rate == 0:
        end = began + seconds
        await asyncio.gather(
            *(closed_client(turn, address, outcome, end) for _ in range(CONNECTIONS)))
    else:
        due_requests = asyncio.Queue()
        clients = [
            asyncio.create_task(client(due_requests, address, outcome))
            for _ in range(CONNECTIONS)
        ]
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(due - time.perf_counter())
            if stop and number % 100 == 0 and os.path.exists(stop):
                break
            due_requests.put_nowait((due, next(turn)))
        for _ in clients:
            due_requests.put_nowait(None)
        await asyncio.gather(*clients)
    summary = outcome.summary(time.perf_counter() - began)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(summary, file)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    asyncio.run(
        main(arguments[0], arguments[1], float(arguments[2]), float(arguments[3]), arguments[4],
             arguments[5] if len(arguments) > 5 else None))
