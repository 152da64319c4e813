// Starts 'ouzel fake-x', runs each client against it, and prints what passed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FakeX } from './fake-x.mjs';
import * as twitterApiV2 from './twitter-api-v2.mjs';
import * as xdk from './xdk.mjs';

const POSTS = 1000;
const PATIENCE_MS = 60_000;
const CLIENTS = { 'twitter-api-v2': twitterApiV2, '@xdevplatform/xdk': xdk };

const ouzel = process.argv[2];
const file = fileURLToPath(new URL('posts.jsonl', import.meta.url));
const manifest = readFileSync(new URL('package.json', import.meta.url));
const { dependencies: versions } = JSON.parse(manifest);

/** Posts as the fake X generates them, exactly as it sends them. */
async function generatedFrames() {
  const fake = await FakeX.start(ouzel, '--rate', '2000');
  try {
    return await fake.frames(POSTS);
  } finally {
    await fake.stop();
  }
}

/** Runs one check, within a time, and returns a line for the table. */
async function row(client, what, check) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), late]);
    return { client, what, result: 'passed' };
  } catch (failure) {
    return { client, what, result: `FAILED: ${failure.stack}` };
  } finally {
    clearTimeout(timer);
  }
}

function print(rows) {
  for (const { client, what, result } of rows) {
    console.log(client.padEnd(26) + what.padEnd(56) + result);
  }
}

const frames = await generatedFrames();
writeFileSync(file, frames.join('\n') + '\n');
const posts = frames.map((frame) => JSON.parse(frame));
const rows = [];
for (const [name, client] of Object.entries(CLIENTS)) {
  const fake = await FakeX.start(ouzel, '--rate', '0', '--replay', file);
  try {
    for (const [what, check] of Object.entries(client.checks(fake, posts))) {
      rows.push(await row(`${name} ${versions[name]}`, what, check));
    }
  } finally {
    await fake.stop();
  }
}
print(rows);
// A client may hold on to a connection; nothing is left to wait for.
process.exit(rows.every((row) => row.result === 'passed') ? 0 : 1);
