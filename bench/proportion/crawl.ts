// Somebody walks through NHS numbers: in long lists, in aliases of one document, one by one, and many operations at once.
import { isNhsNumber } from '../../src/children/identity/identifiers.js'
import { testGateway } from '../../test/support/gateway.js'
import type { GatewayBefore } from '../../test/support/gateway.js'
import type { Measured } from '../figures.js'

const LIST = 400
const ALIASES = 20
const AT_ONCE = 6
const KIND = '{ __typename ... on Child { id } }'

export interface Crawled {
  /** Identifiers that were answered with anything but a child. */
  readonly guessed: number
  readonly shown: number
  readonly operations: number
  readonly refused: number
}

/** So many valid numbers, one after the other. */
export function numbers(count: number, start = 999_000_000): string[] {
  const found: string[] = []
  for (let nine = start; found.length < count; nine += 1) {
    const number = [...'0123456789'].map(check => `${String(nine)}${check}`).find(isNhsNumber)
    if (number !== undefined) found.push(number)
  }
  return found
}

/** The crawler cuts the numbers in every way that a document allows. */
function documents(ids: readonly string[]): { query: string; variables: object; ids: readonly string[] }[] {
  const made: { query: string; variables: object; ids: readonly string[] }[] = []
  const sizes = [1, LIST, ALIASES, 1, 50, 49]
  for (let start = 0, turn = 0; start < ids.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    const some = ids.slice(start, start + size)
    start += size
    const by = some.map(nhsNumber => ({ nhsNumber }))
    made.push(
      size === ALIASES
        ? {
            query: `query (${by.map((_, n) => `$i${n}: ChildIdentifier!`).join(', ')}) { ${by.map((_, n) => `a${n}: child(by: $i${n}, purpose: ASSESS_RISK) ${KIND}`).join(' ')} }`,
            variables: Object.fromEntries(by.map((one, n) => [`i${n}`, one])),
            ids: some,
          }
        : {
            query: `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) ${KIND} }`,
            variables: { by },
            ids: some,
          },
    )
  }
  return made
}

type Node = { readonly __typename: string }

export async function crawl(
  gateway: Pick<GatewayBefore, 'ask'>,
  persona: string,
  ids: readonly string[],
): Promise<Crawled> {
  const todo = documents(ids)
  const guessed = new Set<string>()
  const total = { shown: 0, operations: todo.length, refused: 0 }
  const ask = async (next: (typeof todo)[number] | undefined): Promise<void> => {
    if (!next) return
    const { data } = await gateway.ask(persona, next.query, next.variables)
    const answer = data as { children?: Node[] } | null | undefined
    if (!answer) total.refused += 1
    const nodes = answer ? (answer.children ?? (Object.values(answer) as unknown as Node[])) : []
    nodes.forEach((node, index) => {
      if (node.__typename === 'Child') total.shown += 1
      else guessed.add(next.ids[index] ?? '')
    })
  }
  const work = async (): Promise<void> => {
    while (todo.length > 0) await ask(todo.shift())
  }
  // The first of one number alone, as somebody would begin.
  await ask(todo.shift())
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { guessed: guessed.size, ...total }
}

/** Value: identifiers, of ten thousand, that were answered. */
export async function measureCrawl(): Promise<Measured> {
  const gateway = await testGateway({ size: 200 })
  try {
    const told = await crawl(gateway, 'social-worker', numbers(10_000))
    const untold = await crawl(gateway, 'police-officer', numbers(10_000, 999_100_000).slice(0, 2_000))
    const say = ({ guessed, shown, operations, refused }: Crawled): string =>
      `${guessed} guesses and ${shown} children answered, ${refused} of ${operations} operations refused`
    return {
      value: Math.max(told.guessed, untold.guessed),
      notes: [
        `a social worker, who is told that a child is known, 10,000 numbers in lists of 400, 50, 49 and 1 and in 20 aliases, ${AT_ONCE} operations at once: ${say(told)}`,
        `a police officer, who is not, 2,000 numbers: ${say(untold)}`,
      ],
    }
  } finally {
    await gateway.close()
  }
}
