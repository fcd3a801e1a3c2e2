import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Plugin, ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { lean_cytoscape } from './scripts/lean_cytoscape';

const kText = /\.(html|js|css|json|svg|txt|webmanifest)$/;

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

/** Stores each text file of the build a second time as .gz, so that the server sends it as it lies. */
function stored_gzip(): Plugin {
  let out = 'dist';
  return {
    name: 'isnad-stored-gzip',
    apply: 'build',
    configResolved: (config) => {
      out = config.build.outDir;
    },
    async closeBundle() {
      for (const path of filesIn(out)) {
        if (!kText.test(path)) continue;
        // No time and no name inside, so that the same sources give the same bytes.
        await pipeline(createReadStream(path), createGzip({ level: 9 }), createWriteStream(`${path}.gz`));
      }
    },
  };
}

const kProxy: Record<string, ProxyOptions> = {
  '/api': {
    target: process.env.ISNAD_SERVER ?? 'http://127.0.0.1:8080',
    // The server answers to its own name alone, and writes for no other site.
    changeOrigin: true,
    configure: (proxy) => proxy.on('proxyReq', (request) => request.removeHeader('origin')),
  },
};

/** As src/serve/server.cc sends it. */
const kPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Views that are used together, and what all of them share, are one file each: dozens of small ones are larger after
 * gzip and come one after the other. What is heavy and not always needed stays alone.
 */
function chunk_of(id: string): string | undefined {
  if (/node_modules\/uplot\/|AttentionChart/.test(id)) return 'chart';
  if (/views\/state\/(Network|WorldMap)|\.json$/.test(id)) return undefined;
  if (/node_modules\/(svelte|esm-env|clsx)\/|\/src\/lib\//.test(id)) return 'page';
  if (/\/src\/views\/(happening|reader)\//.test(id)) return 'told';
  if (/\/src\/views\/state\//.test(id)) return 'world';
  // These two have the chart.
  if (/\/src\/views\/(overview|actor)\//.test(id)) return undefined;
  if (/\/src\/views\/[a-z]+\//.test(id)) return 'lists';
  return undefined;
}

export default defineConfig({
  plugins: [svelte(), lean_cytoscape(), stored_gzip()],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    target: 'es2022',
    // The Content-Security-Policy is default-src 'self': nothing inline, no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // 5% smaller after gzip than what esbuild makes.
    minify: 'terser',
    terserOptions: { ecma: 2020, module: true, compress: { passes: 3, unsafe_arrows: true } },
    // One sheet: forty small ones are half as large again, and are asked for one after the other.
    cssCodeSplit: false,
    rollupOptions: { output: { manualChunks: chunk_of } },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: { port: 5173, proxy: kProxy },
  // The built page under the policy of the server.
  preview: { port: 4173, proxy: kProxy, headers: { 'Content-Security-Policy': kPolicy } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    // Machines that build this are shared with other builds.
    testTimeout: 30_000,
  },
});
