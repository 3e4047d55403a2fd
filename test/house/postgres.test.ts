import { describe, expect, it } from '@jest/globals'
import { externalServer } from '../support/database.js'

/** Nothing listens there: it is the discard port. */
const NOBODY = 9

describe('the PostgreSQL of the machine, for tests', () => {
  it('may be missing', async () => {
    expect(await externalServer(NOBODY, false)).toBeNull()
  })

  it('may not be missing where it is said to be there', async () => {
    await expect(externalServer(NOBODY, true)).rejects.toThrow('none lets us in')
  })
})
