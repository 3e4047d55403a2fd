// The gateway itself, with a schema that has a gap: it must not open. Apart from the other tests because the schema is replaced.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, jest } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'

const folder = join(projectRoot, 'src', 'schema')
const sdl = readdirSync(folder)
  .filter(name => name.endsWith('.graphql'))
  .map(name => readFileSync(join(folder, name), 'utf8'))
  .join('\n')
const LEAK = `extend type Child { shortcut: Leak @shared(category: DERIVED, level: NONE) } type Leak { secret: String }`

jest.unstable_mockModule('../../src/schema/load.js', () => ({ loadTypeDefs: () => `${sdl}\n${LEAK}` }))
const { openGateway } = await import('../../src/server/gateway.js')

describe('a gateway whose schema has a coordinate that nobody classified', () => {
  it('does not open, and names it', async () => {
    await expect(openGateway({} as Parameters<typeof openGateway>[0])).rejects.toThrow('Leak.secret has no @shared')
  })
})
