// How the window's files are built: hashed assets, nothing inlined, because the window's
// content security policy allows neither inline scripts nor data: addresses.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5273, strictPort: true },
  build: {
    target: ['es2023', 'safari17'],
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
