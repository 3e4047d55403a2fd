// Run by copies.test.ts in a Node of its own: imports what the gateway imports, and prints every file of the GraphQL
// packages that was loaded, as "format path".
import { createRequire, register } from 'node:module'

const LOGGED = /node_modules\/(graphql|graphql-shield|graphql-middleware)\/(?!node_modules\/)/
const { port1, port2 } = new MessageChannel()
const loaded = new Set()
port1.on('message', line => loaded.add(line))
port1.unref()
const hooks = `
  let port
  export const initialize = data => { port = data.port }
  export async function load(url, context, next) {
    const result = await next(url, context)
    if (${LOGGED}.test(url)) port.postMessage(result.format + ' ' + new URL(url).pathname)
    return result
  }`
register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: { port: port2 }, transferList: [port2] })

const packages = [
  'graphql',
  'graphql-shield',
  'graphql-middleware',
  '@graphql-tools/schema',
  '@apollo/server',
  '@as-integrations/fastify',
]
for (const name of packages) await import(name)
await new Promise(resolve => setTimeout(resolve, 50))

for (const path of Object.keys(createRequire(import.meta.url).cache)) {
  if (LOGGED.test(path)) loaded.add(`commonjs ${path}`)
}
console.log([...loaded].sort().join('\n'))
