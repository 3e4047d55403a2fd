// What a child's casework says where the hub's own record is not to be had.
import { describe, expect, it } from '@jest/globals'
import { casework } from '../../console/pages/casework/route.js'
import type { Visit } from '../../console/server/page.js'

const HEAD = { source: { name: 'Hub' }, reason: null, contact: null, missing: [], recordedOnly: [], withheld: [] }

async function valuesWith(head: object): Promise<object> {
  const child = { __typename: 'Child', id: 'a', hub: [{ ...HEAD, record: null, ...head }] }
  const visit = {
    ...{ person: { role: 'HUB_MANAGER' }, now: new Date(), params: { id: 'a' }, query: new URLSearchParams() },
    ...{ t: (key: string) => key, label: (_name: string, value: string) => value },
    ask: () => Promise.resolve({ kind: 'ANSWERED', data: { child } }),
  } as unknown as Visit
  const shown = await casework.get(visit)
  if (shown.kind !== 'VIEW') throw new Error(shown.kind)
  return shown.values
}

describe('the hub’s record of a child', () => {
  it.each(['UNAVAILABLE', 'WITHHELD', 'UNVERIFIED', 'RECORDED'])(
    'is said once where it is %s as a whole',
    async status => {
      expect(await valuesWith({ status })).toMatchObject({ whole: [{ status }] })
    },
  )

  it.each(['FOUND', 'NOTHING_RECORDED'])('is said of part by part where it is %s', async status => {
    expect(await valuesWith({ status })).toMatchObject({
      whole: [],
      sections: { meetings: { shown: null, lacks: [] } },
    })
  })
})
