import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server that answers /api, /uploads and /playback. */
const server = process.env.KALM_SERVER ?? 'http://localhost:8000';
const forward = { target: server, changeOrigin: false };

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ fallback: 'index.html', precompress: true }),
      compilerOptions: { runes: true },
    }),
  ],
  server: {
    proxy: { '/api': forward, '/uploads': forward, '/playback': forward },
  },
  build: { target: 'es2022' },
});
