// Over the wire, to the simulated agencies through the real adapters: what one agency knows of the child is told to no other.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startRegion } from '../../simulators/start.js'
import type { RunningRegion } from '../../simulators/start.js'
import { asOwner } from '../support/database.js'
import { gatewayBefore } from '../support/gateway.js'
import type { GatewayBefore } from '../support/gateway.js'
import { callsOf } from '../gateway/matrix/calls.js'
import type { AgencyCall } from '../gateway/matrix/calls.js'
import { columnOf } from '../gateway/matrix/columns.js'
import { RICH_CHILD, RICH_NHS_NUMBER, richRegion } from '../gateway/matrix/rich-child.js'
import { CHUNKS, queryOf } from '../gateway/matrix/selection.js'

const ASKING = ['HP-P', 'SW', 'PM', 'SN']

let region: RunningRegion
let gateway: GatewayBefore
let calls: readonly AgencyCall[]
let links: readonly { source: string; id: string }[]

beforeAll(async () => {
  region = await startRegion({ region: richRegion('OPEN', new Date().toISOString()) })
  gateway = await gatewayBefore({ ...region, now: () => region.clock.now() })
  for (const system of region.systems.values()) system.resetCalls()
  for (const code of ASKING) {
    const { persona, purpose } = columnOf(code)
    const by = { nhsNumber: RICH_NHS_NUMBER }
    await Promise.all(CHUNKS.map(chunk => gateway.ask(persona, queryOf(chunk), { by, purpose: purpose.OPEN })))
  }
  calls = callsOf(region)
  links = await asOwner(gateway.database.url, async client => {
    const child = `select child_id from hafan.link where record_id = $1`
    const { rows } = await client.query<{ source: string; id: string }>(`select source_id as source, record_id as id from hafan.link where child_id in (${child})`, [RICH_NHS_NUMBER]) // prettier-ignore
    return rows
  })
}, 300_000)
afterAll(() => gateway.close())

const textOf = ({ path, query, body }: AgencyCall): string => decodeURIComponent(`${path}?${query} ${body}`)
const holding = (value: string): string[] => [...new Set(calls.filter(call => textOf(call).includes(value)).map(({ source }) => source))] // prettier-ignore

describe('what goes out to agencies', () => {
  it('went to every agency that has the child', () => {
    expect(links.length).toBeGreaterThan(5)
    const asked = new Set(calls.map(({ source }) => source))
    expect(links.filter(({ source }) => !asked.has(source))).toEqual([])
  })

  it('holds an agency’s record id only where it goes to that agency', () => {
    const owners = (id: string): string[] => links.filter(link => link.id === id).map(({ source }) => source)
    const told = links.flatMap(({ id }) => holding(id).filter(source => !owners(id).includes(source)).map(source => ({ id, source }))) // prettier-ignore
    expect(told).toEqual([])
    // Otherwise nobody was asked by any id, and the above says nothing.
    expect(links.filter(({ id, source }) => holding(id).includes(source)).length).toBeGreaterThan(5)
  })

  it('holds no name, birth date, address or telephone number of the child or the family', () => {
    const { police, socialCare, education, health, charity } = region.region
    const rows = [police, ...Object.values(socialCare), ...Object.values(education), health, charity].flat()
    const own = rows.filter(({ personId }) => personId === RICH_CHILD)
    const values = own.flatMap(row => [
      row.givenName, row.familyName, row.knownAs, row.dateOfBirth,
      ...row.addresses.flatMap(({ lines, postcode }) => [...lines, postcode]),
      ...row.phones.map(({ number }) => number),
      ...row.relatives.flatMap(({ name, phone }) => [name, phone]),
    ]) // prettier-ignore
    const known = [...new Set(values.filter(value => value !== null))]
    expect(known.length).toBeGreaterThan(10)
    expect(known.flatMap(value => holding(value).map(source => ({ value, source })))).toEqual([])
  })
})
