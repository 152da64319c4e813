import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const TOKEN = 'a-token-for-the-fake';
const DELIMITER = '\r\n';
const STOPPED_WITHIN_MS = 10_000;

/** A fake X in a process of its own. */
export class FakeX {
  #child;

  constructor(child, baseUrl) {
    this.#child = child;
    this.baseUrl = baseUrl;
    this.token = TOKEN;
  }

  /** Starts one on a free port; its URL is the first line that it prints. */
  static async start(ouzel, ...options) {
    const child = spawn(ouzel, ['fake-x', '--token', TOKEN, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.once('exit', () => child.kill());
    for await (const line of createInterface({ input: child.stdout })) {
      return new FakeX(child, line);
    }
    throw new Error('the fake X printed no URL');
  }

  /** Its next frames, read without any client. */
  async frames(count) {
    const response = await fetch(`${this.baseUrl}/2/tweets/search/stream`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const frames = [];
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split(DELIMITER);
      rest = lines.pop();
      frames.push(...lines.filter((line) => line !== ''));
      if (frames.length >= count) {
        break;
      }
    }
    return frames.slice(0, count);
  }

  /** Ends it, and returns when it has ended. */
  async stop() {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    await exit;
    clearTimeout(timer);
  }
}
