// Where the alerts of the canary world go when they leave the house: a real mail server and a real receiver of webhooks, which
// keep every byte.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { teamsFile, type TeamSettings } from '../../src/server/alerts/teams.js'
import { openWays } from '../../src/server/alerts/ways.js'
import type { Post } from '../../src/server/alerts/post.js'
import { endAll, server } from '../adapters/post/smtp.js'

export interface PostOffice {
  readonly teams: TeamSettings
  readonly post: Post
  /** Every mail, and every webhook with its headers. */
  mails(): readonly string[]
  webhooks(): readonly string[]
  close(): Promise<void>
}

export async function openPostOffice(now: () => Date): Promise<PostOffice> {
  const taken = await server()
  const webhooks: string[] = []
  const receiver = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    request.on('end', () => {
      webhooks.push(`${request.url ?? ''}\n${JSON.stringify(request.headers)}\n${text}`)
      response.end()
    })
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`
  const ways = openWays({
    mail: {
      smtp: `smtp://127.0.0.1:${taken.port}`,
      from: 'hafan@example.wales',
      inbox: 'https://hafan.example.wales/',
    },
    networks: ['127.0.0.1/32'],
    secret: () => `whsec_${Buffer.alloc(32, 'canary').toString('base64')}`,
    ...{ now, onFault: () => undefined },
  })
  const hub = { id: 'hub', name: { en: 'The hub', cy: 'Yr hwb' }, agency: 'HUB', organisation: 'hub', dutyInbox: true }
  const members = [{ role: 'HUB_PRACTITIONER' }, { role: 'HUB_MANAGER' }]
  const reached = { email: 'hub@example.wales', webhook: { url, secret: 'WEBHOOK' }, escalateAfterMinutes: 60 }
  return {
    teams: teamsFile.parse({ teams: [{ ...hub, members, ...reached }] }),
    post: ways.post,
    mails: () => taken.texts,
    webhooks: () => webhooks,
    async close() {
      ways.close()
      await endAll()
      receiver.closeAllConnections()
      await new Promise(resolve => receiver.close(resolve))
    },
  }
}
