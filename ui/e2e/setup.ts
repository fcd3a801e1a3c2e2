// Once for all files: the case of the samples, made by the program that is tested.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { kPage, kProgram, kRoot, kShots, make_case, samples } from './serve';

declare module 'vitest' {
  export interface ProvidedContext {
    samples: string;
  }
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );
}

export default function setup(project: TestProject): () => void {
  if (!existsSync(kProgram))
    throw new Error(`${kProgram} is not there: ISNAD names the program; ./dev e2e builds it`);
  const index = join(kPage, 'index.html');
  if (!existsSync(index)) throw new Error(`${kPage} is no built page: npm run build`);
  if (newest(join(kRoot, 'ui/src')) > statSync(index).mtimeMs)
    throw new Error(`${kPage} is older than the sources: npm run build`);
  rmSync(kShots, { recursive: true, force: true });
  mkdirSync(kShots, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'isnad-e2e-'));
  const file = join(folder, 'samples.isnad');
  make_case(file, samples());
  console.log(
    `e2e: ${execFileSync(kProgram, ['--version'], { encoding: 'utf8' }).trim()}, screenshots in ${kShots}`,
  );
  project.provide('samples', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
