// How Node finds the modules of suites that share a worker: a suite and all else under test/ anew for each, the product once.
// The TypeScript itself is translated by test/store/typescript-hooks.mjs.
const globals = new URL('./globals.mjs', import.meta.url).href
const tests = new URL('../../', import.meta.url).href

export async function resolve(name, context, next) {
  if (name === '@jest/globals') return { url: globals, shortCircuit: true }
  const found = await next(name, context)
  const suite = context.parentURL === undefined ? '' : new URL(context.parentURL).search
  const anew = suite !== '' && found.url.startsWith(tests) && found.url.endsWith('.ts')
  return anew ? { ...found, url: found.url + suite } : found
}
