// Sends a page part by part: its frame at once, and each part when it is had, whatever the others wait for. A browser shows each
// where the view has a place for it (a slot), without any script.
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../words/shape.js'
import type { Log } from './log.js'
import { gzipped } from './packed.js'
import type { Part } from './page.js'
import { pageHeaders, type RenderDeps, type Rendering, type ToRender } from './render.js'

export type Streaming = (
  request: FastifyRequest,
  reply: FastifyReply,
  what: ToRender & { readonly parts: readonly Part[] },
) => FastifyReply

const PLACE = '<!--parts-->'

export function createStreaming(
  rendering: Rendering,
  { languages, log }: Pick<RenderDeps, 'languages'> & { readonly log: Log },
): Streaming {
  return (request, reply, what) => {
    // A part that fails before anybody waits for it must not end the program.
    for (const { values } of what.parts) values.catch(() => undefined)
    const draw = rendering(request, what)
    const [before = '', after, ...more] = draw(what.view, what.values).split(PLACE)
    if (after === undefined || more.length > 0) throw new Error(`${what.view} must have ${PLACE} once`)
    const drawn = what.parts.map(async part => {
      try {
        return draw(part.view, await part.values)
      } catch (error) {
        // The page has begun: the fault is told in the part's own place, and the other parts go on.
        log.error(
          { number: request.id, kind: error instanceof Error ? error.name : 'unknown' },
          'a part of a page failed',
        )
        return draw('part-problem.njk', { places: part.places ?? [part.slot], number: request.id })
      }
    })
    const packed = /(^|[\s,])gzip(\s*(,|$))/.test(request.headers['accept-encoding'] ?? '')
    if (packed) void reply.header('content-encoding', 'gzip')
    const language: Language = languages.of(request)
    const texts = inOrderOfArrival(before, drawn, after)
    return pageHeaders(reply, language).send(Readable.from(packed ? gzipped(texts) : texts, { objectMode: false }))
  }
}

async function* inOrderOfArrival(
  before: string,
  parts: readonly Promise<string>[],
  after: string,
): AsyncGenerator<string> {
  yield before
  const waiting = new Map(parts.map((part, at) => [at, part.then(text => ({ at, text }))] as const))
  while (waiting.size > 0) {
    const { at, text } = await Promise.race(waiting.values())
    waiting.delete(at)
    yield text
  }
  yield after
}
