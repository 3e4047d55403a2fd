// What stands before the harness begins: a database with every child of the harness linked and open as a case of the hub, and
// a signed-in hub practitioner.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import { createSigningKey } from '../../simulators/identity/keys.js'
import { createKeys } from '../../src/store/keys.js'
import { openStore } from '../../src/store/open.js'
import { blockingTokens } from '../../src/children/identity/blocking-tokens.js'
import { isOneName } from '../../src/children/identity/names.js'
import { asOwner, externalServer, silent } from '../../test/support/database.js'
import type { BenchFile } from './bench-file.js'
import { sexOf } from './systems/kit.js'

export interface Prepared {
  readonly file: string
  readonly token: string
  readonly database: { readonly name: string; readonly url: string }
  stop(): Promise<void>
}

/** The harness's identity link of one child, as it serves it. */
interface HarnessLink {
  readonly id: string
  readonly policeId: string
  readonly socialCareId: string
  readonly upn: string
  readonly healthId: string
}

const AUDIENCE = 'hafan-gateway'
const APPLICATION = 'hub-console'
const LIFE_S = 900

/** `data` is the folder the harness serves; `numbers` are its children's; files go to `folder`. */
export async function prepare(data: string, numbers: readonly string[], folder: string): Promise<Prepared> {
  const server = await externalServer(5432, true)
  if (server === null) throw new Error('a PostgreSQL must answer on 127.0.0.1:5432')
  const name = `hafan_bench_${randomBytes(6).toString('hex')}`
  await asOwner(server.url('postgres'), client => client.query(`create database ${name}`))
  const url = server.url(name)
  const master = randomBytes(32)
  const ids = await seed(url, master, data, numbers)
  const issuer = await startIssuer()
  await mkdir(folder, { recursive: true })
  const { privateKey } = generateKeyPairSync('ed25519')
  const written: BenchFile = {
    databaseUrl: url,
    master: master.toString('hex'),
    checkpointKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    checkpoints: join(folder, `checkpoints-${name}`),
    ...{ signIn: issuer.signIn, issuedAt: issuer.issuedAt, ids },
  }
  const file = join(folder, `${name}.json`)
  await writeFile(file, JSON.stringify(written), { mode: 0o600 })
  return {
    ...{ file, token: issuer.token, database: { name, url } },
    async stop() {
      issuer.close()
      await asOwner(server.url('postgres'), client => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** The harness's number of each child, by the id that is shown. */
async function seed(
  url: string,
  master: Buffer,
  data: string,
  numbers: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const keys = createKeys(master)
  const store = await openStore({ databaseUrl: url, dataDir: tmpdir(), keys, log: silent, blockingTokens, isOneName })
  const children = await Promise.all(numbers.map(number => childOf(data, number)))
  await store.hub.seed({ children })
  await store.stop()
  return asOwner(url, async client => {
    const linked = `select record_id as number, child_id as id from hafan.link where source_id = 'numbers'`
    const { rows } = await client.query<{ number: string; id: string }>(linked)
    await client.query('analyze')
    return Object.fromEntries(rows.map(({ number, id }) => [keys.childId.encode(id), number]))
  })
}

/** The links the harness serves, each with what the record says of the child, as a linking pass would have kept it. */
async function childOf(data: string, number: string): Promise<object> {
  const link = JSON.parse(await readFile(join(data, 'links', number), 'utf8')) as HarnessLink
  const person = JSON.parse(await readFile(join(data, 'social-care/people', link.socialCareId), 'utf8')) as {
    readonly givenName: string
    readonly familyName: string
    readonly birthDate: string
    readonly sex: string
  }
  const anchor = {
    givenNames: [person.givenName],
    familyNames: [person.familyName],
    dateOfBirth: person.birthDate,
    sex: sexOf(person.sex),
    postcodeSector: null,
  }
  const at = new Date(Date.now() - 7 * 86_400_000).toISOString()
  const linked = (sourceId: string, recordId: string): object => ({
    ...{ sourceId, recordId, how: 'CONFIRMED_BY_PERSON', confirmedAt: at, protectedRecord: false, anchor },
  })
  return {
    identifiers: { nhsNumber: null, upn: null },
    links: [
      linked('numbers', link.id),
      linked('police', link.policeId),
      linked('social-care', link.socialCareId),
      linked('education', link.upn),
      linked('health', link.healthId),
    ],
    hub: { caseFrom: at, debriefAssignee: null, episodes: [], summary: null },
  }
}

interface Issuer extends Pick<BenchFile, 'signIn' | 'issuedAt'> {
  readonly token: string
  close(): void
}

/** A provider of the hub's, with one key and one token. */
async function startIssuer(): Promise<Issuer> {
  const key = createSigningKey('ES256')
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key.jwk] }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const issuedAt = new Date()
  const iat = Math.floor(issuedAt.getTime() / 1000)
  const claims = {
    ...{ iss: issuer, aud: AUDIENCE, sub: 'hub-practitioner', jti: randomUUID(), iat, exp: iat + LIFE_S },
    ...{ azp: APPLICATION, role: 'HUB_PRACTITIONER', agency: 'HUB', organisation: 'hub', staffRef: 'H-1' },
    vetting: 'police',
  }
  const row = {
    ...{ issuer, audience: AUDIENCE, algorithm: key.algorithm, jwks: `${issuer}/jwks`, agency: 'HUB' as const },
    ...{ organisations: ['hub'], roles: ['HUB_PRACTITIONER'], applications: [APPLICATION], areas: [] },
    ...{ secondedFrom: [], vetting: ['police'], clearance: [] },
  }
  return {
    signIn: {
      issuers: [row],
      applications: [{ id: APPLICATION, name: APPLICATION, actsForPersons: true, ceiling: 'ALL' }],
    },
    issuedAt: issuedAt.toISOString(),
    token: jwt.sign(claims, key.privateKey, {
      algorithm: key.algorithm,
      header: { alg: key.algorithm, typ: 'at+jwt', kid: key.kid },
    }),
    close: () => server.close(),
  }
}
