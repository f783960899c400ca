/** Loads modules of the pages as Vite does, for tests that Node runs. */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

export async function loader() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = { middlewareMode: true, hmr: false, ws: false, watch: null };
  const optimizeDeps = { noDiscovery: true, include: [] };
  const vite = await createServer({ root, server, optimizeDeps, appType: 'custom', logLevel: 'error' });
  return { load: (path) => vite.ssrLoadModule(path), close: () => vite.close() };
}
