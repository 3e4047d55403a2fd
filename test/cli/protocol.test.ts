// The commands about the protocol, as somebody types them.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { gwentText, mutated, withCell } from '../policies/protocol/support.js'
import { hafan } from './support.js'
import type { Said } from './support.js'

let folder = ''
const protocol = (...words: string[]): Promise<Said> => hafan(['protocol', ...words], { workingDirectory: folder })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hafan-cli-'))
  const files = {
    'good.yaml': gwentText,
    'next.yaml': mutated(['id: gwent-1', 'id: gwent-2'], ['triage: { roles: [HP, HM, PM]', 'triage: { roles: [HP, HM, PM, PO]']),
    'wider.yaml': withCell('MEETINGS', 'SL', 'S'),
    'harmful.yaml': withCell('POLICE_MARKERS', 'SL', 'S'),
    'broken.yaml': mutated(['roles: [PM, EW, ED]', 'roles: [PM, EW, ZZ]'], ["'3.(1)': Dim ond", "'3.(9)': Dim ond"]),
  } // prettier-ignore
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
})
afterAll(() => rm(folder, { recursive: true }))

describe('hafan protocol check', () => {
  it('says of a good edition when it is in force and what was proved', async () => {
    const { code, out } = await protocol('check', 'good.yaml')
    expect([code, out]).toEqual([0, expect.stringMatching(/edition gwent-1, in force 2026-01-10 to 2028-01-09.*\n.*10 never-clauses hold at each of [\d,]{9,} points/)])
  }) // prettier-ignore

  it('names the counter-example of a broken never-clause in words', async () => {
    const { code, out } = await protocol('check', 'good.yaml', 'harmful.yaml')
    expect(code).toBe(1)
    expect(out).toMatch(
      /harmful.yaml may not be used:\n {2}N1 \(Education.*\) is broken: SCHOOL_LEAD \(SL; ENROLLED holds;.*gets SUMMARY on POLICE_MARKERS; the clause allows NONE/,
    )
  })

  it('of a folder names days with two editions, and files that are no editions are left alone', async () => {
    const editions = join(folder, 'editions')
    await mkdir(editions)
    await writeFile(join(editions, 'a.yaml'), gwentText)
    await writeFile(join(editions, 'notes.txt'), 'not an edition')
    expect((await protocol('check', 'editions')).code).toBe(0)
    await writeFile(join(editions, 'b.yaml'), mutated(['id: gwent-1', 'id: gwent-2'], ['from: 2026-01-10', 'from: 2027-06-01'], ['reviewOn: 2027-01-10', 'reviewOn: 2027-07-01']))
    const { code, out } = await protocol('check', 'editions')
    expect([code, out]).toEqual([1, expect.stringContaining('editions may not be used:\n  editions gwent-1 and gwent-2 are both in force from 2027-06-01 to 2028-01-09')])
    expect((await protocol('check', 'editions/a.yaml', 'editions/b.yaml')).code).toBe(0)
  }) // prettier-ignore

  it('names every contradiction, a sentence without its Welsh among them', async () => {
    const { code, out } = await protocol('check', 'broken.yaml')
    expect(code).toBe(1)
    for (const sentence of ['narrowing.roles: unknown role "ZZ"', 'welsh.notes: nothing is written for 3.(1)', 'welsh.notes: "3.(9)" is not in this edition'])
      expect(out).toContain(sentence)
  }) // prettier-ignore

  it.each([
    [['check'], 'Name one or more files or folders, and no options. See: hafan protocol check --help\n'],
    [['check', 'nowhere.yaml'], 'nowhere.yaml cannot be read.\n'],
    [['diff', 'good.yaml'], 'Name two editions. See: hafan protocol diff --help\n'],
    [['render'], 'Name one edition. See: hafan protocol render --help\n'],
    [['explain', '--role', 'SW'], 'Name a coordinate or a category. See: hafan protocol explain --help\n'],
    [['explain', 'IDENTITY'], '--role is needed. See: hafan protocol explain --help\n'],
    [['explain', 'IDENTITY', '--role', 'SW', '--purpose', 'NOSINESS'], '--purpose is one of LOCATE_CHILD, '],
    [['explain', 'IDENTITY', '--role', 'ZZ', '--purpose', 'ASSESS_RISK'], 'The protocol knows no such role. Its roles are HP'],
    [['explain', 'Nothing.here', '--role', 'SW', '--purpose', 'ASSESS_RISK'], 'The schema has no such coordinate.'],
    [['explain', 'IDENTITY', '--role', 'SW', '--purpose', 'ASSESS_RISK', '--relationship', 'TEAM:MAYBE'], 'A relationship is NAME or NAME:UNDECIDED.'],
  ])('%j teaches', async (words, sentence) => {
    const { code, err } = await protocol(...words)
    expect([code, err.startsWith(sentence) ? sentence : err]).toEqual([2, sentence])
  }) // prettier-ignore
})

describe('hafan protocol explain', () => {
  it('says what, at which level, under which clause, and why in both languages', async () => {
    const { code, out } = await protocol(
      ...['explain', 'PoliceRecord.markers', 'POLICE_INTELLIGENCE'],
      ...['--role', 'SOCIAL_WORKER', '--purpose', 'care-planning', '--relationship', 'ALLOCATED', '--protocol', 'good.yaml'],
    ) // prettier-ignore
    expect(code).toBe(1)
    expect(out.split('\n')).toEqual([
      'PoliceRecord.markers: GIVEN',
      '  POLICE_MARKERS is at SUMMARY; this needs SUMMARY.',
      '  Clause 3.POLICE_MARKERS.SW of edition gwent-1: The cell of the matrix for Social worker and this category.',
      expect.stringMatching(/^ {2}Cell y matrics/),
      '',
      'POLICE_INTELLIGENCE: WITHHELD',
      '  POLICE_INTELLIGENCE is at NONE; this needs EXISTS.',
      expect.stringMatching(/^ {2}Clause 2.CARE_PLANNING.POLICE_INTELLIGENCE of edition gwent-1: /),
      expect.stringMatching(/^ {2}Mae’r pwrpas/),
      '  Whom to ring: Police missing-persons desk, 01632 960101.',
      '',
    ])
  })

  it('is about the edition in force in the checkout unless another is named', async () => {
    const words = ['explain', 'MEETINGS', '--role', 'SL', '--purpose', 'SCHOOL_SUPPORT', '--relationship', 'ENROLLED', '--json'] // prettier-ignore
    const level = ({ out }: Said): unknown => (JSON.parse(out) as { level: string }[])[0]?.level
    expect(level(await protocol(...words))).toBe('EXISTS')
    expect(level(await protocol(...words, '--protocol', 'wider.yaml'))).toBe('SUMMARY')
  })
})

describe('hafan protocol diff', () => {
  it('lists who gains what, when, and which coordinates', async () => {
    const { code, out } = await protocol('diff', 'good.yaml', 'wider.yaml')
    expect(code).toBe(1)
    expect(out).toBe(
      [
        'From gwent-1 to gwent-1:',
        '',
        'SL',
        '  gains',
        '    when purpose LOCATE_CHILD; relationships ENROLLED; episode open YES',
        '    when purpose SCHOOL_SUPPORT; relationships ENROLLED',
        '    MEETINGS: EXISTS to SUMMARY',
        '      HubMeetings.due, HubMeetings.reached, HubMeetings.criteria, HubMeetings.calls, HubMeetings.held, MeetingDue.dueAt, MeetingDue.age, MeetingDue.episodes, MeetingDue.called, ThresholdReached.episodes, ThresholdReached.withinDays, GroupCriterion.criterion, MeetingCall.calledAt, Meeting.heldAt, Meeting.kind, Meeting.parties, Meeting.openActions, Meeting.nextActionDue, ChildDue.meetings, HubRecord.meetings, SocialCareRecord.meetings, CareMeeting.type, CareMeeting.on',
        '',
      ].join('\n'),
    )
  }, 60_000)

  it('lists other rules, and gives the same to a program', async () => {
    expect((await protocol('diff', 'good.yaml', 'next.yaml')).out).toContain('  PO gains, act.triage: no becomes with its own relationship')
    const { out } = await protocol('diff', 'good.yaml', 'next.yaml', '--json')
    expect(JSON.parse(out)).toEqual({
      before: 'gwent-1', after: 'gwent-2', levels: [],
      rules: [{ rule: 'act.triage', role: 'PO', change: 'GAINS', from: null, to: 'with its own relationship' }],
    })
  }, 60_000) // prettier-ignore

  it('says so where nobody gains or loses', async () => {
    const { code, out } = await protocol('diff', 'good.yaml', 'good.yaml')
    expect([code, out]).toEqual([0, 'From gwent-1 to gwent-1 nobody gains or loses anything.\n'])
  }, 60_000)

  it('compares nothing that may not be used', async () => {
    const { code, err } = await protocol('diff', 'good.yaml', 'broken.yaml')
    expect([code, err]).toEqual([2, expect.stringContaining('broken.yaml may not be used:\n  narrowing.roles')])
  })
})

describe('hafan protocol render', () => {
  it('writes the page to the file that is named, or prints it', async () => {
    expect(await protocol('render', 'good.yaml', '--out', 'page.html')).toEqual({ code: 0, out: '', err: '' })
    expect((await protocol('render', 'good.yaml')).out).toBe(await readFile(join(folder, 'page.html'), 'utf8'))
  })

  it('writes nothing of an edition that may not be used', async () => {
    const { code, out, err } = await protocol('render', 'harmful.yaml')
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('harmful.yaml may not be used')])
  })
})
