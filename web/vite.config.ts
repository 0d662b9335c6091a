import { paraglideVitePlugin } from '@inlang/paraglide-js'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The program that `cxweb serve` starts; in development the client asks it for everything below /api. */
const server = process.env.CXWEB_SERVER ?? 'http://localhost:8080'

/** words names the file for the words of one part of the product. */
const words = (id: string) => `words-${/messages\/([a-z]+)_/.exec(id)?.[1] ?? 'rest'}`

/** short keeps the names of shared files from listing every screen that shares them. */
const short = (name: string) => name.replace(/\.\w+$/, '').replace(/~.*/, '')

export default defineConfig(({ command }) => ({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['globalVariable', 'baseLocale'],
      // One file for each message lets the bundler put the words of a screen beside the screen.
      outputStructure: command === 'build' ? 'message-modules' : 'locale-modules',
      emitReadme: false,
      emitPrettierIgnore: false,
    }),
    react(),
  ],
  resolve: { alias: { '~': new URL('./src', import.meta.url).pathname } },
  server: { port: 5173, proxy: { '/api': { target: server } } },
  preview: { port: 4173, proxy: { '/api': { target: server } } },
  build: {
    target: 'es2022',
    // The content policy allows no data: address in a style sheet.
    assetsInlineLimit: 0,
    // A screen's words and the small parts that screens share would else become a file each.
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${short(name)}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) => `assets/${short(name)}-[hash][extname]`,
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 3 },
            { name: words, test: /paraglide\/messages\//, priority: 2 },
          ],
        },
      },
    },
  },
  test: {
    pool: 'threads',
    maxWorkers: 2,
    // Logic runs in plain node; what draws runs in a small document.
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          setupFiles: ['src/test.language.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/test.language.ts', 'src/test.setup.ts'],
        },
      },
    ],
  },
}))
