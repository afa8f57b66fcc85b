import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { groups } from './vite.chunks.ts';
import { iconsAsMarkup } from './vite.icons.ts';

/** Where `npm run dev` finds the server that answers /api, /uploads and /playback. */
const server = process.env.KALM_SERVER ?? 'http://localhost:8000';
const forward = { target: server, changeOrigin: false };

/** SvelteKit's announcer carries its style in the markup, which the policy refuses; base.css has it. */
function withoutInlineStyle(): Plugin {
  const announcer = /(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/;
  return {
    name: 'kalm:without-inline-style',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/runtime/components/root.svelte')) return null;
      if (!announcer.test(code)) throw new Error('the announcer changed; see base.css');
      return { code: code.replace(announcer, '$1'), map: null };
    },
  };
}

export default defineConfig({
  plugins: [
    withoutInlineStyle(),
    iconsAsMarkup(),
    sveltekit({
      adapter: adapter({ fallback: 'index.html', precompress: true }),
      compilerOptions: { runes: true },
      // The root layout does it, once the first screen stands (lib/kit/offline/register.ts).
      serviceWorker: { register: false },
    }),
  ],
  server: {
    proxy: { '/api': forward, '/uploads': forward, '/playback': forward },
  },
  build: {
    target: 'es2022',
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
