// Where operators read the metrics: a door of its own, never the one callers come to (docs/adr/0026-limits-rates-and-eyes.md).
import Fastify from 'fastify'

export interface MetricsPlace {
  readonly host: string
  readonly port: number
}

/** `text` is asked at each reading. */
export async function openMetricsServer(
  { host, port }: MetricsPlace,
  text: () => Promise<string>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = Fastify({ logger: false, requestTimeout: 5_000 })
  server.get('/metrics', async (_request, reply) =>
    reply
      .headers({ 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
      .send(await text()),
  )
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'GET /metrics.' }))
  const address = await server.listen({ host, port })
  return { url: `${address}/metrics`, close: () => server.close() }
}
