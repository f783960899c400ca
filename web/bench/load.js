/**
 * Fifty requests at once for thirty seconds against a served dossier: how many are lost, and how long they take.
 *
 *   node bench/load.js DOSSIER [seconds] [at once]
 *
 * A bench and no test: what it says is of this machine. The server is started by it and stopped at the end.
 */
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

const [dossier, seconds = '30', atOnce = '50'] = process.argv.slice(2);
if (!dossier) {
  console.error('node bench/load.js DOSSIER [seconds] [at once]');
  process.exit(2);
}
const program = process.env.ENTENTE_PROGRAM ?? fileURLToPath(new URL('../../target/release/entente', import.meta.url));
const words = [
  'Moscow', 'visit', 'agreement on fisheries', 'gas supplies', 'exercises', 'Paris', 'Kostov', 'border crossings',
  'переговоры', 'соглашение', 'визит', 'учения', 'Варшава', 'Париж', '서명', '회담', '방문', '무역', '훈련', '파리',
];
// Answers are kept until the record changes: many questions, so that most of the time is spent on finding answers.
const questions = {
  timeline: (turn) => `/api/v1/timeline?from=${1950 + (turn % 75)}&to=${1951 + (turn % 75) + (turn % 7)}`,
  search: (turn) => `/api/v1/search?q=${encodeURIComponent(words[turn % words.length])}&from=${1950 + (turn % 60)}`,
  events: (turn) => `/api/v1/events?limit=50&from=${1950 + (turn % 75)}`,
  overview: () => '/api/v1/overview',
  'whole timeline': () => '/api/v1/timeline',
};
const names = Object.keys(questions);

const server = spawn(program, ['serve', '-d', dossier, '--addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const origin = await new Promise((done) => server.stdout.once('data', (bytes) => done(String(bytes).trim())));
const agent = new Agent({ keepAlive: true, maxSockets: Number(atOnce) });

function ask(name, turn) {
  const path = questions[name](turn);
  return new Promise((done) => {
    const begun = performance.now();
    const lost = () => done({ name, status: 0, time: performance.now() - begun, bytes: 0 });
    const asked = request(origin + path, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (part) => (bytes += part.length));
      response.on('end', () => done({ name, status: response.statusCode, time: performance.now() - begun, bytes }));
      response.on('error', lost);
    });
    asked.on('error', lost);
    asked.end();
  });
}

// Once each, so that what is made on the first request is made.
const first = [];
for (const name of names) {
  first.push(await ask(name, 0));
}

const answers = [];
const end = performance.now() + Number(seconds) * 1000;
await Promise.all(
  Array.from({ length: Number(atOnce) }, async (_, worker) => {
    for (let turn = worker; performance.now() < end; turn += 1) {
      answers.push(await ask(names[turn % names.length], Math.floor(turn / names.length)));
    }
  }),
);
server.kill();

const row = (name, some) => {
  const times = some.map((answer) => answer.time).sort((left, right) => left - right);
  const at = (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0).padStart(7);
  const lost = some.filter((answer) => answer.status !== 200).length;
  return `${name.padEnd(28)}${String(some.length).padStart(8)}${String(lost).padStart(6)}${at(0.5)}${at(0.95)}${at(0.99)}${at(1)}`;
};
console.log(`${atOnce} at once for ${seconds} s: ${(answers.length / Number(seconds)).toFixed(0)} a second`);
console.log(`${'question'.padEnd(28)}${'asked'.padStart(8)}${'lost'.padStart(6)}${'p50 ms'.padStart(7)}${'p95'.padStart(7)}${'p99'.padStart(7)}${'most'.padStart(7)}`);
for (const name of names) {
  console.log(row(name, answers.filter((answer) => answer.name === name)));
}
console.log(row('all', answers));
console.log(`first answers: ${first.map((answer) => `${answer.name} ${answer.time.toFixed(0)} ms, ${(answer.bytes / 1000).toFixed(0)} kB`).join('; ')}`);
process.exit(answers.some((answer) => answer.status !== 200) ? 1 : 0);
