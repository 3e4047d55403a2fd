// The words of a mail about an alert: fixed, in both languages, with a reference and a link. That a mailbox gets one at all is all
// it tells whoever reads over somebody's shoulder.
import type { Occasion } from './posting.js'

interface Words {
  readonly subject: string
  readonly en: string
  readonly cy: string
}

const WORDS: Readonly<Record<Occasion, Words>> = {
  ALERT: {
    subject: 'Hafan: something waits for you / mae rhywbeth yn aros amdanoch',
    en: 'Something waits for you or your team in Hafan. Sign in to read it, and acknowledge it there.',
    cy: 'Mae rhywbeth yn aros amdanoch chi neu eich tîm yn Hafan. Mewngofnodwch i’w ddarllen, a’i gydnabod yno.',
  },
  UNACKNOWLEDGED: {
    subject: 'Hafan: nobody has acknowledged this yet / nid oes neb wedi cydnabod hwn eto',
    en: 'Nobody has yet acknowledged what was sent before. It has now come to you as well: sign in to read it.',
    cy: 'Nid oes neb wedi cydnabod yr hyn a anfonwyd o’r blaen. Mae bellach wedi dod atoch chi hefyd: mewngofnodwch i’w ddarllen.',
  },
}

export function textOf(
  occasion: Occasion,
  reference: string,
  link: string,
): { readonly subject: string; readonly text: string } {
  const { subject, en, cy } = WORDS[occasion]
  const lines = [
    ...[en, '', `Reference: ${reference}`, link, ''],
    ...['--', '', cy, '', `Cyfeirnod: ${reference}`, link, ''],
    'Nobody reads answers to this address. / Nid oes neb yn darllen atebion i’r cyfeiriad hwn.',
    '',
  ]
  return { subject, text: lines.join('\n') }
}
