import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
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

/** The desks of coaches, authors and managers share among themselves: phones need none of it. */
const isForDesks = (id: string) =>
  /src\/lib\/(kit\/tables|features\/(review|author|manager|people))\//.test(id);

/** What exercises, feedback and captions share, and Today does without. */
const isForExercises = (id: string) => /src\/lib\/base\/player\//.test(id);

/** What few screens have: an exercise fetches its camera and feedback later than the rest. */
const isForFew = (id: string) =>
  /src\/lib\/features\/(captions|feedback|record|practice\/(?!words|ExerciseCard|PracticeList|kept))/.test(
    id,
  );

const isForAll = (id: string) => !isForDesks(id) && !isForExercises(id) && !isForFew(id);

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
    rolldownOptions: {
      output: {
        // What several screens share comes in one file: on a phone's network each request costs more
        // than the bytes that another screen would not have needed.
        codeSplitting: {
          groups: [
            { name: 'shared', minShareCount: 2, test: isForAll },
            { name: 'exercise', minShareCount: 2, test: isForExercises },
          ],
        },
      },
    },
  },
});
