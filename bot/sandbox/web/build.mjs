// Builds dist/ out of src/. The same sources and lock file give the same bytes: no hashes of time, no source maps.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const fonts = join(here, 'node_modules/@fontsource-variable/noto-sans/files');
const FONT_FILES = [
	'noto-sans-latin-wght-normal.woff2',
	'noto-sans-latin-wght-italic.woff2',
	'noto-sans-cyrillic-wght-normal.woff2',
	'noto-sans-greek-wght-normal.woff2'
];

async function filesUnder(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256 over every file that the page is made of; tests compare it to see that dist/ is not behind src/. */
async function sourceHash() {
	const names = [...(await filesUnder(join(here, 'src'))), join(here, 'build.mjs'), join(here, 'package-lock.json')];
	const relative = names.map((name) => name.slice(here.length + 1).replaceAll('\\', '/')).sort();
	const hash = createHash('sha256');
	for (const name of relative) hash.update(`${name}\n`).update(await readFile(join(here, name)));
	return hash.digest('hex');
}

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'fonts'), { recursive: true });
await build({
	absWorkingDir: here,
	entryPoints: { page: 'src/main.ts', style: 'src/style/index.css' },
	outdir: 'dist',
	bundle: true,
	minify: true,
	format: 'esm',
	target: ['es2022'],
	charset: 'utf8',
	legalComments: 'none',
	external: ['/fonts/*']
});
for (const name of FONT_FILES) await cp(join(fonts, name), join(dist, 'fonts', name));
for (const name of ['index.html', 'icon.svg']) await cp(join(here, 'src', name), join(dist, name));
await writeFile(join(dist, 'source.sha256'), `${await sourceHash()}\n`);
