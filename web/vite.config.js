import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The running `entente serve` that `npm run dev` and `npm run preview` ask. */
const server = process.env.ENTENTE_SERVER ?? 'http://127.0.0.1:8420';
const proxy = { '/api': { target: server, changeOrigin: true, headers: { origin: server } } };

/** The policy of the program (crates/entente-server/src/guard.rs), so that a preview breaks where the program would. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    // Everything is a file of its own name: nothing inline, as the policy demands.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several pages share is one file: twenty small ones wait for each other on their way.
          groups: [{ name: 'shared', test: /src[\\/](components|lib|review|i18n[\\/]dates)/, minShareCount: 2 }],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy, headers: { 'content-security-policy': policy } },
});
