import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { refusedBy } from '../hub-work/kit.js'
import { SUMMARY_ONLY, openMirafKit, receiptIn, texts, type Fact, type MirafKit } from './kit.js'

let kit: MirafKit
const [HP, HM, HE] = ['hub-police', 'hub-manager', 'hub-education']
let marker: Fact | undefined
beforeAll(async () => {
  kit = await openMirafKit()
  const draft = await kit.draft(HP)
  marker = draft?.facts.find(({ category }) => category === 'POLICE_MARKERS')
  const facts = (draft?.facts ?? []).map(({ id }) => id)
  const written = await kit.do('writeMiraf', HP, kit.input({ facts }))
  if (written.errors.length > 0) throw new Error(written.text)
}, 90_000)
afterAll(() => kit.gateway.close())

const factsOf = async (persona: string, purpose?: string): Promise<readonly Fact[]> =>
  (await kit.assessed(persona, {}, purpose))?.miraf?.['facts'] ?? []
const categories = (facts: readonly Fact[]): ReadonlySet<string> => new Set(facts.map(({ category }) => category))

describe('the draft of an assessment', () => {
  it('has facts of the live picture, each with where it is from, and none that are only referred to', async () => {
    const draft = await kit.draft(HP)
    expect(draft?.version).toBe(1)
    expect(draft?.neverFilled).toEqual(['POLICE_INTELLIGENCE', 'DEBRIEF_ACCOUNT'])
    expect([...categories(draft?.facts ?? [])]).toEqual(expect.arrayContaining(['POLICE_MARKERS', 'MISSING_DETAIL']))
    for (const fact of draft?.facts ?? []) {
      expect(['POLICE_INTELLIGENCE', 'DEBRIEF_ACCOUNT']).not.toContain(fact.category)
      expect(fact).toMatchObject({ asOf: expect.any(String), source: { id: expect.any(String) } })
    }
  })

  it('has nothing of what its reader may not see', async () => {
    const seen = categories((await kit.draft(HE))?.facts ?? [])
    expect(marker).toBeDefined()
    for (const category of ['POLICE_MARKERS', 'MISSING_DETAIL', 'HEALTH_RECORD']) expect(seen).not.toContain(category)
  })

  it('is null for whoever may not write one', async () => {
    expect(await kit.draft('social-worker')).toBeNull()
    expect(await kit.draft('team-manager')).toBeNull()
  })

  it('gives facts that nobody else can take', async () => {
    const [fact] = (await kit.draft(HP))?.facts ?? []
    expect(refusedBy(await kit.do('writeMiraf', HM, kit.input({ version: 1, facts: [fact?.id] })))).toBe(
      'MIRAF_FACT_UNKNOWN',
    )
  })
})

describe('a fact that is carried', () => {
  it('is read by who may read both, with its source, category and time', async () => {
    const facts = await factsOf(HP)
    expect(facts.find(({ text }) => text === marker?.text)).toMatchObject({
      ...{ category: 'POLICE_MARKERS', place: 'HAZARDS', asOf: marker?.asOf, agency: 'POLICE' },
    })
    expect(categories(await factsOf('social-worker'))).toContain('POLICE_MARKERS')
  })

  it.each([
    [HE, ['POLICE_MARKERS', 'MISSING_DETAIL']],
    ['reviewing-officer', ['POLICE_MARKERS']],
    ['residential-manager', ['DEBRIEF_OUTCOME']],
  ])('is not there for %s, and neither is a word of it', async (persona, closed) => {
    const purpose = persona === HE ? 'ASSESS_RISK' : 'CARE_PLANNING'
    const { text } = await kit.reads(persona, {}, purpose)
    const seen = categories(await factsOf(persona, purpose))
    expect(text).toContain('"miraf"')
    for (const category of closed) expect(seen).not.toContain(category)
    const kept = (await factsOf(HP)).filter(({ category }) => closed.includes(category))
    expect(kept.length).toBeGreaterThan(0)
    if (closed.includes('POLICE_MARKERS')) expect(text).not.toContain(marker?.text ?? 'no marker')
  })

  it('says which kinds are not given, whether there are any or not', async () => {
    const found = await kit.assessed(HE)
    expect(found?.miraf?.['notGiven']).toEqual(
      expect.arrayContaining(['POLICE_MARKERS', 'POLICE_RECORD', 'MISSING_DETAIL']),
    )
  })

  it('and what an agency gave stay when somebody revises who may not read them', async () => {
    const before = await factsOf(HP)
    const hidden = await kit.assessed(HE)
    expect(hidden?.miraf).toMatchObject({ contributions: [{ agency: 'POLICE', state: 'GIVEN', text: null }, {}] })
    const contributions = [{ agency: 'HEALTH', state: 'NOTHING_HELD' }]
    const revised = await kit.do(
      'writeMiraf',
      HE,
      kit.input({ version: 1, reason: 'Health answered', contributions, facts: [] }),
    )
    expect(receiptIn(revised).version).toBe(2)
    const after = await factsOf(HP)
    expect(after.some(({ category }) => category === 'POLICE_MARKERS')).toBe(true)
    expect(after.length).toBeLessThan(before.length)
    expect((await kit.assessed(HP))?.miraf).toMatchObject({
      contributions: [
        { agency: 'HEALTH', state: 'NOTHING_HELD' },
        { agency: 'POLICE', state: 'GIVEN', text: 'Found with adults twice' },
      ],
    })
  })
})

describe('an assessment', () => {
  it('is given to nobody in education: a school lead has the summary alone', async () => {
    for (const [persona, purpose] of [
      ['school-lead', 'SCHOOL_SUPPORT'],
      ['education-welfare', 'SCHOOL_SUPPORT'],
    ] as const) {
      const answer = await kit.reads(persona, {}, purpose)
      expect(answer.errors.map(({ extensions }) => extensions['code'])).toContain('FIELD_WITHHELD')
      const found = await kit.assessed(persona, {}, purpose)
      expect([found?.miraf ?? null, found?.mirafHistory ?? null]).toEqual([null, null])
      for (const word of ['river', 'Dilwyn', 'Told a friend', 'adults twice']) expect(answer.text).not.toContain(word)
    }
    const { text } = await kit.gateway.ask('school-lead', SUMMARY_ONLY, { by: kit.by, purpose: 'SCHOOL_SUPPORT' })
    expect(text).toContain('"mirafSummary"')
  })

  it('is given in its main facts to those who have a summary of it', async () => {
    const found = await kit.assessed('residential-manager', {}, 'CARE_PLANNING')
    expect(found?.miraf).toMatchObject({
      level: 'MEDIUM',
      response: expect.any(String),
      companions: null,
      reason: null,
    })
    expect(found?.mirafHistory).toEqual({ versions: null, difference: null })
  })
})

const draft = (more: object) => kit.do('draftSummary', HP, { version: 0, ...texts, reviewDue: '2999-01-01', ...more })

describe('the summary for schools and carers', () => {
  it('is not shown before somebody else approved it, and is from then on', async () => {
    expect(receiptIn(await draft({})).version).toBe(1)
    const shown = async () => (await kit.assessed('school-lead', {}, 'SCHOOL_SUPPORT'))?.mirafSummary?.text.en
    const before = await shown()
    expect(before).not.toBe(texts.text.en)
    expect(refusedBy(await kit.do('approveSummary', HP, { version: 1 }))).toBe('SUMMARY_OWN_APPROVAL')
    expect(await shown()).toBe(before)
    expect((await kit.do('approveSummary', HM, { version: 1 })).errors).toEqual([])
    expect(await shown()).toBe(texts.text.en)
    expect(refusedBy(await kit.do('approveSummary', HM, { version: 1 }))).toBe('SUMMARY_APPROVED')
  })

  it.each([
    ['a companion’s name', { text: { en: 'She is with Dilwyn.', cy: 'x' } }, { kind: 'NAME', field: 'text.en' }],
    ['a postcode', { whatToDo: { en: 'x', cy: 'Ewch i NP20 4PQ.' } }, { kind: 'ADDRESS', field: 'whatToDo.cy' }],
    [
      'intelligence',
      { text: { en: 'Intelligence suggests a car.', cy: 'x' } },
      { kind: 'INTELLIGENCE', field: 'text.en' },
    ],
  ])('is refused while it tells of %s, with the place and not the words', async (_what, more, finding) => {
    const version = ((await kit.assessed(HP))?.miraf?.['summaryDraft'] as { version: number } | undefined)?.version ?? 0
    expect((await draft({ version, ...more })).errors).toEqual([])
    const refused = await kit.do('approveSummary', HM, { version: version + 1 })
    expect(refused.errors[0]?.extensions).toMatchObject({ rule: 'SUMMARY_TELLS_TOO_MUCH', findings: [finding] })
    expect(refused.text).not.toMatch(/Dilwyn|NP20|car/)
  })

  it('is refused while it names somebody of the family, as the live picture has them', async () => {
    const FAMILY = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { ... on Child {
      identity { record { givenName } } family { record { people { name } } } } } }`
    const { text } = await kit.gateway.ask(HP, FAMILY, { by: kit.by, purpose: 'ASSESS_RISK' })
    const own = [...text.matchAll(/"givenName":"([^"]+)"/g)].map(([, name]) => name)
    const name = [...text.matchAll(/"name":"(\p{L}+) /gu)].map(([, first]) => first).find(first => !own.includes(first))
    expect(name).toBeDefined()
    const version = ((await kit.assessed(HP))?.miraf?.['summaryDraft'] as { version: number } | undefined)?.version ?? 0
    await draft({ version, text: { en: `She rings ${name} first.`, cy: 'x' } })
    expect(refusedBy(await kit.do('approveSummary', HM, { version: version + 1 }))).toBe('SUMMARY_TELLS_TOO_MUCH')
  })

  it('is refused with an older draft, in one language, and with what hides', async () => {
    expect(refusedBy(await kit.do('approveSummary', HM, { version: 1 }))).toBe('SUMMARY_NOT_THERE')
    expect(refusedBy(await draft({ version: 0 }))).toBe('SUMMARY_NOT_THERE')
    expect(refusedBy(await draft({ text: { en: 'Only this', cy: '  ' } }))).toBe('SUMMARY_ONE_LANGUAGE')
    expect(refusedBy(await draft({ text: { en: 'Dil\u200bwyn', cy: 'x' } }))).toBe('TEXT_HIDDEN_CHARACTERS')
  })
})

describe('a sample', () => {
  const points = ['EVIDENCED', 'PROPORTIONATE', 'ALL_ASKED', 'CLEAR_STEPS'].map(criterion => ({
    criterion,
    outcome: 'MET',
  }))

  it('is drawn by the manager alone, the same for a seed, within its bounds', async () => {
    const { data, errors } = await kit.sample(HM)
    expect(errors).toEqual([])
    const { dipSample } = data as { dipSample: { among: number; drawn: { version: number; marks: number }[] } }
    expect([dipSample.among, dipSample.drawn.map(({ version }) => version).sort()]).toEqual([2, [1, 2]])
    expect((await kit.sample(HM)).data).toEqual(data)
    expect(refusedBy(await kit.sample(HP))).toBe('OPERATION_REFUSED')
    for (const more of [{ size: 0 }, { size: 51 }, { seed: '' }, { from: kit.moment(700) }])
      expect(refusedBy(await kit.sample(HM, more))).toBe('BAD_ARGUMENT')
  })

  it('is marked by somebody else than the author, once, on every point', async () => {
    const before = await kit.kept()
    expect(refusedBy(await kit.do('markMiraf', HP, { version: 1, points }))).toBe('MIRAF_OWN_MARK')
    expect(refusedBy(await kit.do('markMiraf', HM, { version: 1, points: points.slice(1) }))).toBe('FIELD_INVALID')
    expect(refusedBy(await kit.do('markMiraf', HM, { version: 7, points }))).toBe('MIRAF_NOT_THERE')
    expect(await kit.kept()).toEqual(before)
    expect((await kit.do('markMiraf', HM, { version: 2, points, note: 'Say who was asked' })).errors).toEqual([])
    expect(refusedBy(await kit.do('markMiraf', HM, { version: 2, points }))).toBe('SAID_TWICE')
    expect((await kit.assessed(HP))?.miraf).toMatchObject({
      marks: [{ role: 'HUB_MANAGER', note: 'Say who was asked' }],
    })
  })
})

describe('the words of the matrix', () => {
  it('are explained in both languages, every cell with its level', async () => {
    const WORDS = `{ mirafWords { likelihoods { code word { en cy } means { en cy } } impacts { code } matrix { likelihood impact level } } }`
    const { data } = await kit.gateway.ask('school-lead', WORDS)
    const { mirafWords } = data as { mirafWords: { likelihoods: object[]; impacts: object[]; matrix: object[] } }
    expect(mirafWords.likelihoods[0]).toMatchObject({ code: 'RARE', word: { en: 'Rare', cy: 'Prin' }, means: {} })
    expect(mirafWords.matrix).toHaveLength(25)
    expect(mirafWords.matrix).toContainEqual({ likelihood: 'POSSIBLE', impact: 'MAJOR', level: 'MEDIUM' })
  })
})

describe('a summary that was approved', () => {
  it('says so once the assessment is revised, and no draft from before is approved any more', async () => {
    const shown = async () => (await kit.assessed('school-lead', {}, 'SCHOOL_SUPPORT'))?.mirafSummary
    const summary = ((await kit.assessed(HP))?.miraf?.['summaryDraft'] as { version: number } | undefined)?.version ?? 0
    expect((await draft({ version: summary })).errors).toEqual([])
    expect((await kit.do('approveSummary', HM, { version: summary + 1 })).errors).toEqual([])
    expect((await draft({ version: summary + 1 })).errors).toEqual([])
    expect(await shown()).toMatchObject({ text: { en: texts.text.en }, assessmentRevisedSince: false })
    kit.pass(1000)
    const version = (await kit.assessed(HP))?.miraf?.['version'] ?? 0
    expect((await kit.do('writeMiraf', HP, kit.input({ version }))).errors).toEqual([])
    expect(await shown()).toMatchObject({ text: { en: texts.text.en }, assessmentRevisedSince: true })
    expect(refusedBy(await kit.do('approveSummary', HM, { version: summary + 2 }))).toBe('SUMMARY_OUTDATED')
    kit.pass(1000)
    expect((await draft({ version: summary + 2 })).errors).toEqual([])
    expect((await kit.do('approveSummary', HM, { version: summary + 3 })).errors).toEqual([])
    expect(await shown()).toMatchObject({ assessmentRevisedSince: false })
  })
})
