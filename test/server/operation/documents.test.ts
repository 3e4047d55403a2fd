// Documents that passed are kept under the name by which the server asks for them, and the one asked for longest ago goes.
import { describe, expect, it } from '@jest/globals'
import { ApolloServer } from '@apollo/server'
import { buildSchema } from 'graphql'
import type { OperationContext } from '../../../src/server/context.js'
import { createDocuments } from '../../../src/server/operation/documents.js'

const schema = buildSchema('type Query { one: Int two: Int }')

/** A server as the gateway has it, that counts the documents it has to read. */
function reader(): { ask(query: string): Promise<unknown>; readonly read: () => number } {
  const documents = createDocuments(schema)
  let read = 0
  const server = new ApolloServer<OperationContext>({
    schema,
    documentStore: documents.store,
    dangerouslyDisableValidation: true,
    plugins: [
      {
        requestDidStart: () =>
          Promise.resolve({
            parsingDidStart: () => Promise.resolve(void (read += 1)),
            didResolveOperation: ({ document, queryHash }) => Promise.resolve(documents.check(document, queryHash)),
          }),
      },
    ],
  })
  return {
    async ask(query) {
      const { body } = await server.executeOperation({ query }, { contextValue: {} as OperationContext })
      return body.kind === 'single' ? body.singleResult : null
    },
    read: () => read,
  }
}

describe('documents', () => {
  it('are read once, however often they are asked', async () => {
    const { ask, read } = reader()
    for (let times = 0; times < 3; times += 1) await ask('{ one }')
    expect(read()).toBe(1)
  })

  it('that do not hold are not kept', async () => {
    const { ask, read } = reader()
    for (let times = 0; times < 2; times += 1) expect(await ask('{ three }')).toHaveProperty('errors')
    expect(read()).toBe(2)
  })

  it('are kept in a bounded number, those asked again longest', async () => {
    const { ask, read } = reader()
    await ask('{ one }')
    await ask('{ two }')
    for (let other = 0; other < 498; other += 1) await ask(`{ alias${String(other)}: one }`)
    await ask('{ one }')
    expect(read()).toBe(500)
    await ask('{ another: one }')
    await ask('{ one }')
    expect(read()).toBe(501)
    await ask('{ two }')
    expect(read()).toBe(502)
  })
})
