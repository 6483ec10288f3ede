"""python celery_bench.py PORT PASSWORD TASKS: the same as QuintetBench does, with Celery; results and states in Redis, late acks."""
import json, os, subprocess, sys, tempfile, threading, time

from celery import Celery
import redis as redis_client

URL = os.environ.setdefault("BENCH_URL", "redis://:%s@127.0.0.1:%s/0" % (sys.argv[2], sys.argv[1]) if len(sys.argv) > 2 else "")
app = Celery("celery_bench", broker=URL, backend=URL)
app.conf.update(task_acks_late=True, worker_prefetch_multiplier=16, result_expires=3600, broker_connection_retry_on_startup=True)
PAD = "0123456789012345678901234567890123456789"

@app.task(name="noop")
def noop(sent, pad):
    # CLOCK_MONOTONIC is the same for all processes of a machine.
    with open(os.environ["BENCH_FOLDER"] + "/%d" % os.getpid(), "a") as file:
        file.write("%.3f\n" % ((time.monotonic() - sent) * 1000))
    return "ok"

def client():
    return redis_client.Redis.from_url(URL)

def send(count):
    begun = time.monotonic()
    with app.producer_pool.acquire(block=True) as producer:
        for _ in range(count):
            noop.apply_async((time.monotonic(), PAD), producer=producer)
    return count / (time.monotonic() - begun)

def waits(folder):
    return [float(line) for name in os.listdir(folder) for line in open(folder + "/" + name)]

def worker(folder):
    environment = dict(os.environ, BENCH_URL=URL, BENCH_FOLDER=folder, PYTHONPATH=os.path.dirname(os.path.abspath(__file__)))
    return subprocess.Popen([sys.executable, "-m", "celery", "-A", "celery_bench", "worker", "-c", "2", "-l", "ERROR",
        "--without-gossip", "--without-mingle", "--without-heartbeat"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def through(count):
    with tempfile.TemporaryDirectory() as folder:
        running = worker(folder)
        while not waits(folder):
            time.sleep(0.005)
        # The start of the processes does not count.
        begun, ahead = time.monotonic(), len(waits(folder))
        while sum(open(folder + "/" + name).read().count("\n") for name in os.listdir(folder)) < count:
            time.sleep(0.05)
        rate, delivered = (count - ahead) / (time.monotonic() - begun), len(waits(folder))
        running.terminate()
        running.wait()
        return rate, delivered

def pace(per_second, seconds):
    begun = time.monotonic()
    with app.producer_pool.acquire(block=True) as producer:
        for i in range(int(per_second * seconds)):
            time.sleep(max(0, begun + i / per_second - time.monotonic()))
            noop.apply_async((time.monotonic(), PAD), producer=producer)

def latency(per_second, seconds):
    with tempfile.TemporaryDirectory() as folder:
        running = worker(folder)
        time.sleep(4)
        pace(per_second, 2)
        ahead = len(waits(folder))
        pace(per_second, seconds)
        time.sleep(1)
        running.terminate()
        running.wait()
        found = sorted(waits(folder))
        return found[len(found) // 2], found[len(found) * 99 // 100]

if __name__ == "__main__":
    tasks = int(sys.argv[3])
    send(tasks // 10)
    client().flushall()
    single = send(tasks)
    rate, delivered = through(tasks)
    client().flushall()
    load = min(rate, single) / 2
    p50, p99 = latency(load, 5)
    # Celery has no call that sends many at once: the figure is that of a loop over one connection.
    print(json.dumps(dict(system="celery", tasks=tasks, single=round(single), bulk=round(single), through=round(rate),
        delivered=delivered, load=round(load), p50=round(p50, 3), p99=round(p99, 3))))
