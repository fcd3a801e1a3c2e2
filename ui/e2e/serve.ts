// A running `isnad serve`, and cases for it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kRoot = fileURLToPath(new URL('../..', import.meta.url));
export const kProgram = process.env.ISNAD ?? join(kRoot, 'build/release/isnad');
/** The built page, as the server finds it by $ISNAD_UI. */
export const kPage = process.env.ISNAD_UI ?? join(kRoot, 'ui/dist');
/** Where screenshots go. */
export const kShots = process.env.E2E_OUT ?? join(kRoot, 'build/e2e');

/** The samples with their outlets and dates, as JSON lines. */
export function samples(): Buffer {
  const script = join(kRoot, 'tools/samples/index.py');
  return execFileSync('python3', [script, join(kRoot, 'samples')], { maxBuffer: 1 << 28 });
}

export function make_case(file: string, lines: Buffer | string): void {
  execFileSync(kProgram, ['read', '-', '-d', file, '--keep-raw'], {
    input: lines,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

/** A folder of its own, gone with `drop`. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'isnad-e2e-'));
  path(name: string): string {
    return join(this.folder, name);
  }
  copy_of(file: string): string {
    const to = this.path('copy.isnad');
    copyFileSync(file, to);
    return to;
  }
  drop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class Served {
  #process: ChildProcess;
  #said = '';
  port = 0;
  readonly #answers = new Map<string, Promise<unknown>>();

  private constructor(process: ChildProcess) {
    this.#process = process;
    for (const stream of [process.stdout, process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
  }

  /** Port 0: any that is free. */
  static async start(file: string, options: string[] = [], port = 0): Promise<Served> {
    const child = spawn(kProgram, ['serve', '-d', file, '--listen', `127.0.0.1:${port}`, ...options], {
      env: { ...process.env, ISNAD_UI: kPage },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const served = new Served(child);
    const until = Date.now() + 30_000;
    for (;;) {
      const told = /http:\/\/\S*:(\d+)\/\s/.exec(served.#said);
      if (told) {
        served.port = Number(told[1]);
        return served;
      }
      if (served.ended || Date.now() > until) {
        child.kill();
        throw new Error(`isnad serve did not start over ${file}: ${served.#said}`);
      }
      await new Promise((go) => setTimeout(go, 5));
    }
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get ended(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
  async stop(): Promise<void> {
    if (this.ended) return;
    const gone = new Promise((go) => this.#process.once('exit', go));
    // Clients that keep their connections hold it up for seconds.
    this.#process.kill('SIGKILL');
    await gone;
  }

  async ask(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.origin + '/api/v1/' + path, init);
  }
  /** What the API answers; asked for once. */
  json<R>(path: string): Promise<R> {
    let answer = this.#answers.get(path);
    if (!answer) {
      answer = this.ask(path).then(async (response) => {
        if (response.status !== 200)
          throw new Error(`/api/v1/${path}: ${response.status} ${await response.text()}`);
        return response.json();
      });
      this.#answers.set(path, answer);
    }
    return answer as Promise<R>;
  }
}
