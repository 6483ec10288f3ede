// node bullmq.mjs PORT PASSWORD TASKS: the same as QuintetBench does, with BullMQ.
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const [port, password, tasks] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];
const connection = { host: "127.0.0.1", port, password, maxRetriesPerRequest: null };
const pad = "0123456789012345678901234567890123456789";
const options = { attempts: 3, removeOnComplete: { age: 3600 } };
const now = () => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const queue = new Queue("bench", { connection });
const rate = (count, begun) => (count * 1000) / (now() - begun);

async function single(count) {
  const begun = now();
  let sent = 0;
  const lane = async () => { while (sent++ < count) await queue.add("noop", { sent: now(), pad }, options); };
  await Promise.all(Array.from({ length: 64 }, lane));
  return rate(count, begun);
}

async function bulk(count) {
  const begun = now();
  let sent = 0;
  const lane = async () => {
    while ((sent += 1000) <= count) {
      await queue.addBulk(Array.from({ length: 1000 }, () => ({ name: "noop", data: { sent: now(), pad }, opts: options })));
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  return rate(count, begun);
}

function worker(ran, waits) {
  return new Worker("bench", async (job) => {
    waits.push(now() - job.data.sent);
    if (ran.has(job.id)) throw new Error("twice");
    ran.add(job.id);
    return "ok";
  }, { connection, concurrency: 100 });
}

async function through(count) {
  const ran = new Set();
  let completed = 0;
  const begun = now();
  const running = worker(ran, []);
  await new Promise((done) => running.on("completed", () => { if (++completed === count) done(); }));
  const result = rate(count, begun);
  await running.close();
  return [result, ran.size];
}

async function pace(perSecond, seconds) {
  const begun = now(), count = perSecond * seconds;
  const under = [];
  for (let i = 0; i < count; ) {
    const due = Math.min(count, Math.floor(((now() - begun) * perSecond) / 1000));
    for (; i < due; i++) under.push(queue.add("noop", { sent: now(), pad }, options));
    await new Promise((done) => setImmediate(done));
  }
  await Promise.all(under);
}

async function latency(perSecond, seconds) {
  const waits = [];
  const running = worker(new Set(), waits);
  await pace(perSecond, 2);
  const from = waits.length;
  await pace(perSecond, seconds);
  while ((await queue.getWaitingCount()) > 0) await sleep(5);
  await running.close();
  const sorted = waits.slice(from).sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted[Math.floor(sorted.length * 0.99)]];
}

const client = new Redis(connection);
// Warm-up: as much as is measured.
await single(tasks);
await through(tasks);
await client.flushall();
const one = await single(tasks);
await client.flushall();
const many = await bulk(tasks);
const [done, delivered] = await through(tasks);
await client.flushall();
const load = Math.min(done, one) / 2;
const [p50, p99] = await latency(load, 5);
console.log(JSON.stringify({ system: "bullmq", tasks, single: Math.round(one), bulk: Math.round(many), through: Math.round(done), delivered,
  load: Math.round(load), p50: Number(p50.toFixed(3)), p99: Number(p99.toFixed(3)) }));
process.exit(0);
