// Meetings, referrals and measures of the rich child, so that every coordinate of them holds something.
import { randomUUID } from 'node:crypto'
import type { GatewayBefore } from '../../support/gateway.js'

const DAY = 86_400_000

export async function recordCasework(gateway: GatewayBefore, child: object, now: Date): Promise<void> {
  const moment = (ago: number): string => new Date(now.getTime() - ago * DAY).toISOString()
  const day = (ago: number): string => moment(ago).slice(0, 10)

  async function act(name: string, input: object): Promise<{ reference: string; version: number }> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { ... on CaseworkReceipt { reference version } } }`
    const { data, errors } = await gateway.ask('hub-manager', document, {
      input: { key: randomUUID(), child, ...input },
    })
    const receipt = (data as Record<string, { reference: string; version: number } | undefined> | null)?.[name]
    if (receipt?.reference === undefined) throw new Error(`${name} was not recorded: ${JSON.stringify(errors)}`)
    return receipt
  }

  // Before the episodes of long ago, so that a meeting is owed for those.
  const plan = { what: 'Meet weekly', measure: 'Noted each week', owner: 'Youth worker', due: day(-3) }
  const held = await act('recordMeeting', {
    ...{ version: 0, kind: 'STRATEGY', heldAt: moment(300), decision: 'A plan', actions: [plan, plan] },
    tookPart: [{ party: 'POLICE', who: 'Sgt Enghraifft' }],
  })
  const done = { action: 'A1', on: day(20), note: 'Went well' }
  await act('recordAction', { meeting: held.reference, version: held.version, is: { done } })
  await act('callMeeting', { reason: 'Seen with adults' })
  const episode = 'MP-LONG-AGO-200'
  const sent = { service: 'MEDIATION', to: 'Mediation team', episode, sentAt: moment(60) }
  const [, refused, ended] = [
    await act('sendReferral', sent),
    await act('sendReferral', sent),
    await act('sendReferral', sent),
  ]
  const whichOf = ({ reference, version }: { reference: string; version: number }) => ({ referral: reference, version })
  await act('answerReferral', { ...whichOf(refused), is: { refused: { reason: 'NO_CAPACITY', note: 'Full' } } })
  const accepted = await act('answerReferral', { ...whichOf(ended), is: { accepted: { note: 'Gladly' } } })
  const counted = await act('recordMediationSession', whichOf({ ...accepted, reference: ended.reference }))
  await act('endReferral', { ...whichOf({ ...counted, reference: ended.reference }), outcome: 'COMPLETED' })
  await act('recordSeraf', {
    ...{ assessedOn: day(10), vulnerabilities: ['ISOLATED'], moderate: ['PHONE'] },
    significant: [{ indicator: 'MISSING_OVERNIGHT', recent: true, earlier: true }],
  })
  const served = {
    ...{ kind: 'HARBOURING_NOTICE', adult: 'Emrys Ffug', address: '14 Stryd Ffug', servedOn: day(30) },
    ...{ servedBy: 'PC 4471', episode, note: 'Read out to him' },
  }
  const measure = await act('recordLegalMeasure', { is: { served } })
  await act('recordLegalMeasure', { is: { ended: { ...measure, endedOn: day(2), because: 'WITHDRAWN' } } })
}
