// Finding canaries wherever they may have flown: in plain text, and in every disguise a value may take on its way out.
import type { Mint } from './tokens.js'

const TEXT = /cnr[a-z]{8}/gi
const BACKWARDS = /[a-z]{8}rnc/gi
const DAY = /(?<!\d)1[0-8]\d\d-\d\d-\d\d/g
const NUMBER = /(?<![\d.])11\d{8}(?!\d)/g
const NHS = /(?<!\d)99\d{8}(?!\d)/g
const UPN = /(?<![A-Za-z\d])[A-Z]8012\d{8}(?!\d)/g
const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g
const HEX = /(?:[0-9a-f]{2}){8,}/gi

const matches = (text: string, pattern: RegExp): string[] => text.match(pattern) ?? []

/** Everything that looks like a canary, as it stands. */
const plainly = (text: string): string[] => [
  ...matches(text, TEXT).map(one => one.toLowerCase()),
  ...matches(text, DAY),
  ...matches(text, NUMBER),
  ...matches(text, NHS),
  ...matches(text, UPN),
]

const reversed = (text: string): string => [...text].reverse().join('')

/** The same text as it would read decoded: URL, JSON, base64 at each offset, hex. */
function decodings(text: string): string[] {
  const found: string[] = []
  if (text.includes('%')) found.push(text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))) // prettier-ignore
  if (text.includes('\\')) {
    found.push(text.replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))))
    found.push(text.replaceAll('\\', ''))
  }
  for (const run of matches(text, BASE64)) for (const at of [0, 1, 2, 3]) found.push(Buffer.from(run.slice(at), 'base64').toString('latin1')) // prettier-ignore
  for (const run of matches(text, HEX)) for (const at of [0, 1]) found.push(Buffer.from(run.slice(at), 'hex').toString('latin1')) // prettier-ignore
  return found
}

/** Every canary of this world in the text, in whatever disguise, each once. */
export function canariesIn(text: string, { known }: Pick<Mint, 'known'>): Set<string> {
  const found = new Set<string>()
  const add = (candidates: readonly string[]): void => {
    for (const one of candidates) if (known.has(one)) found.add(one)
  }
  add(plainly(text))
  add(matches(text, BACKWARDS).map(one => reversed(one.toLowerCase())))
  for (const decoded of decodings(text)) add(plainly(decoded))
  return found
}

/** As it stands only: for what is known to hold canaries, to see which. */
export const canariesPlainIn = (text: string, { known }: Pick<Mint, 'known'>): Set<string> =>
  new Set(plainly(text).filter(one => known.has(one)))
