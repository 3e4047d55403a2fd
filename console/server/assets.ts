// Styles, scripts and pictures: read and packed once at the start, and served under an address that changes with what they
// hold, so that a browser may keep them for good. Styles of the two design systems leave out what is for gov.uk alone.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { consoleRoot } from '../paths.js'
import { ownTypeface } from './typeface.js'

const JAVASCRIPT = 'text/javascript; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
const SVG = 'image/svg+xml'

const packageRoot = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
const govuk = join(packageRoot('govuk-frontend'), 'dist', 'govuk')
const moj = join(packageRoot('@ministryofjustice/frontend'), 'moj')
/** Where views find the components of the design systems. */
export const componentFolders = [dirname(govuk), dirname(moj)]

interface Packed {
  readonly type: string
  readonly plain: Buffer
  readonly br: Buffer
  readonly gzip: Buffer
}

export interface Assets {
  /** `/assets/0123abcd…/`, with its last slash. */
  readonly base: string
  add(server: FastifyInstance): void
}

const read = (...parts: readonly string[]): string => readFileSync(join(...parts), 'utf8')

function files(): Readonly<Record<string, readonly [type: string, text: string]>> {
  const icons = readdirSync(join(moj, 'assets', 'images')).filter(name => /^icon-.*\.svg$/.test(name))
  const own = readdirSync(join(consoleRoot, 'assets'))
  return {
    'govuk.css': [CSS, ownTypeface(read(govuk, 'govuk-frontend.min.css'))],
    'moj.css': [CSS, ownTypeface(read(moj, 'moj-frontend.min.css'))],
    'govuk.js': [JAVASCRIPT, withoutMap(read(govuk, 'govuk-frontend.min.js'))],
    'moj.js': [JAVASCRIPT, withoutMap(read(moj, 'moj-frontend.min.js'))],
    ...Object.fromEntries(icons.map(name => [`images/${name}`, [SVG, read(moj, 'assets', 'images', name)]])),
    ...Object.fromEntries(own.map(name => [name, [typeOf(name), read(consoleRoot, 'assets', name)]])),
  }
}

const withoutMap = (text: string): string => text.replace(/^\/\/# sourceMappingURL=.*$/m, '')

function typeOf(name: string): string {
  if (name.endsWith('.css')) return CSS
  if (name.endsWith('.js')) return JAVASCRIPT
  if (name.endsWith('.svg')) return SVG
  throw new Error(`console/assets/${name} is of no kind that is served`)
}

function pack([type, text]: readonly [string, string]): Packed {
  const plain = Buffer.from(text, 'utf8')
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return { type, plain, br, gzip: gzipSync(plain, { level: 9 }) }
}

export function openAssets(): Assets {
  const texts = Object.entries(files())
  const hash = createHash('sha256')
  for (const [name, [, text]] of texts) hash.update(`${name}\0${text}\0`)
  const base = `/assets/${hash.digest('hex').slice(0, 16)}/`
  const packed = new Map(texts.map(([name, file]) => [name, pack(file)]))
  return {
    base,
    add(server) {
      server.get<{ Params: { '*': string } }>(`${base}*`, (request, reply) => {
        const file = packed.get(request.params['*'])
        if (file === undefined) return reply.callNotFound()
        const accepted = (request.headers['accept-encoding'] ?? '').split(',').map(one => one.trim().split(';')[0])
        const encoding = (['br', 'gzip'] as const).find(one => accepted.includes(one))
        void reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
        if (encoding !== undefined) void reply.header('content-encoding', encoding)
        return reply.type(file.type).send(file[encoding ?? 'plain'])
      })
    },
  }
}
