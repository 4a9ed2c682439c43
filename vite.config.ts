import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

const page = resolve('dist/page');
/** Not the page itself: the server fills in where it lies. */
const COMPRESSIBLE = /\.(js|css|svg|json|webmanifest)$/;

/** Not the words of panels, nor what is heavy. */
const SMALL = /\/client\/ui\/(?!locales\/|directory\/)[^?]*\.tsx?$/;

/** Loaded without the page. */
const STANDS_ALONE = /\/(offline\/|embed\/parley-call)/;

/** Brotli and gzip beside each file, made once here: the server only chooses. */
function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    async closeBundle() {
      const names = await readdir(page, { recursive: true });
      await Promise.all(names.filter((name) => COMPRESSIBLE.test(name)).map(compressFile));
    },
  };
}

async function compressFile(name: string): Promise<void> {
  const path = join(page, name);
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}

export default defineConfig({
  root: 'client',
  // The server says under which path all of it is.
  base: './',
  publicDir: resolve('public'),
  plugins: [preact(), compress()],
  build: {
    outDir: page,
    emptyOutDir: true,
    target: ['chrome110', 'firefox115', 'safari16.4'],
    // Small files would otherwise become data addresses, which a strict content policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: resolve('client/index.html'),
        'service-worker': resolve('client/offline/service-worker.ts'),
        'parley-call': resolve('client/embed/parley-call.ts'),
      },
      // A worker, and what pages of others load, are known by their addresses, which are always the same.
      output: {
        entryFileNames: ({ name }) => (name === 'index' ? 'assets/[name]-[hash].js' : '[name].js'),
        // What the page can't begin without is one file: a dozen small ones compress by 3 KB less.
        codeSplitting: {
          groups: [
            { name: 'page', tags: ['$initial'], test: (id) => !STANDS_ALONE.test(id) },
            // Small, and of several parts: as one file again, and the page has fewer names to know.
            { name: 'shared', minShareCount: 2, test: SMALL },
          ],
        },
      },
    },
  },
});
