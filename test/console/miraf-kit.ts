// A child who was just reported missing, for tests of the pages about an episode and its risk assessment.
import { randomUUID } from 'node:crypto'
import type { TestConsole } from './kit/start.js'
import type { Client, Got } from './kit/client.js'
import { hiddenFields } from './kit/client.js'

/** Known to a school and a surgery, and to nobody who signs in here before she is reported. */
const NOBODY = '9990000034'

export interface Reported {
  readonly id: string
  readonly reference: string
  readonly episode: string
}

interface Read {
  readonly child: {
    readonly id: string
    readonly missingEpisodes: readonly {
      readonly source: { readonly id: string } | null
      readonly record: { readonly episodes: readonly { readonly reference: string; readonly status: string }[] } | null
    }[]
  }
}

const READ = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child { id
  missingEpisodes { source { id } record { episodes { reference status } } } } } }`

/** Reports the child missing as the hub, or goes on with the absence that is reported. */
export async function reported({ gateway }: TestConsole, nhsNumber = NOBODY): Promise<Reported> {
  const by = { nhsNumber }
  const taken = await gateway.ask(
    'hub-manager',
    `mutation ($input: ReportMissingInput!) { reportMissing(input: $input) { id episode } }`,
    {
      input: {
        key: randomUUID(),
        child: by,
        reporter: 'CARER',
        // So that what a form says in whole minutes can come after it.
        reportedAt: new Date(Date.now() - 3_600_000).toISOString(),
        area: 'W06000022',
        circumstances: 'Left <b>school</b>',
      },
    },
  )
  if (taken.errors.length > 0) throw new Error(taken.text)
  const { data } = await gateway.ask('hub-manager', READ, { by })
  const { child }: Read = data
  const hub = child.missingEpisodes.find(({ source }) => source?.id === 'hub')
  const reference = hub?.record?.episodes.find(({ status }) => status !== 'CLOSED')?.reference ?? ''
  return { id: child.id, reference, episode: `/children/${child.id}/episodes/${encodeURIComponent(reference)}` }
}

/** Sends a page's form: its hidden fields, and what is typed. */
export async function send(client: Client, path: string, typed: Readonly<Record<string, string>>): Promise<Got> {
  return client.post(path, { ...hiddenFields((await client.get(path)).text), ...typed })
}
